import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { plainMessage } from "./intake/plain-message.js";
import { STANDARD_SECRET } from "./intake/standard-signature.js";
import { listMisspelled } from "./misspelled.js";
import { parseRedisUrl, REDIS_URL_FORMS, type RedisTarget } from "./redis-url.js";

export interface Config {
  port: number;
  host: string;
  /** Where a worker process answers scrapes and probes, and nothing else. If undefined, it opens no port. */
  metricsPort: number | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  redis: RedisTarget | undefined;
  apiKey: string | undefined;
  /** One or more `whsec_…` secrets, the newest first: the older ones are still accepted while rotating. */
  webhookSecrets: string[] | undefined;
  modelDir: string;
  workerConcurrency: number;
  /** Bytes. */
  bodyLimit: number;
  /** How many proxies stand in front of the service; each adds the address it saw to X-Forwarded-For. */
  trustProxy: number;
  limits: {
    /** Requests per minute with a key that has no limit of its own. */
    perKey: number;
    /** Signed deliveries per minute from a source. */
    perSource: number;
    /** Failed authentications per minute from an address. */
    failures: number;
  };
  /** Whether endpoints may be at private addresses, and without TLS. */
  allowPrivateEndpoints: boolean;
  logLevel: string;
  /** Where the command line finds the service. */
  beatlineUrl: string | undefined;
  /** The secret of the source that the command line sends as, if not WEBHOOK_SECRET. */
  sourceSecret: string | undefined;
}

export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(`Some settings are not valid:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

const SIZE = /^(\d+)(b|kb|mb)?$/i;
const SIZE_UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 * 1024 };
export const MOST_A_MINUTE = 100_000_000;
const JOBS_A_CORE = 100;
const MOST_JOBS = 1000;
const MOST_PROXIES = 10;

const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);

const url = (protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
    );

const redisUrl = z.string().transform((value, context) => {
  const target = parseRedisUrl(value);
  if (!target) context.addIssue({ code: "custom", message: `must have the form ${REDIS_URL_FORMS}` });
  return target ?? z.NEVER;
});

const secretList = z
  .string()
  .transform((value) => value.trim().split(/\s+/))
  .refine(
    (secrets) => secrets.every((secret) => STANDARD_SECRET.test(secret)),
    "must be whsec_ and base64 of at least 24 bytes; while rotating, the new and the old one, separated by a space",
  );

const size = z
  .string()
  .regex(SIZE, "must be a number of bytes, or a number followed by kb or mb")
  .transform((value) => {
    const [, amount, unit] = SIZE.exec(value) ?? [];
    return Number(amount) * (SIZE_UNITS[(unit ?? "b").toLowerCase()] ?? 1);
  })
  .refine((bytes) => bytes > 0, "must be at least one byte");

/** Returns how many jobs a worker runs at a time by default. The cap is applied here: zod does not check a default. */
export function chooseConcurrency(cores: number): number {
  return Math.min(cores * JOBS_A_CORE, MOST_JOBS);
}

function holdsModels(dir: string): boolean {
  return ["topics", "tone"].every((name) => existsSync(join(dir, name)));
}

/** Every setting, by the name of its environment variable. */
const SETTINGS = {
  PORT: integer(0, 65535).default(3000),
  METRICS_PORT: integer(0, 65535).optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: url(["postgres:", "postgresql:"]).optional(),
  REDIS_URL: redisUrl.optional(),
  API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, "must have at least 16 ASCII characters and no spaces")
    .optional(),
  WEBHOOK_SECRET: secretList.optional(),
  MODEL_DIR: z
    .string()
    .refine(
      holdsModels,
      "must be a directory with topics/ and tone/ in it; leave it unset to use Beatline's own models",
    )
    .optional(),
  WORKER_CONCURRENCY: integer(1, MOST_JOBS).default(chooseConcurrency(availableParallelism())),
  BODY_LIMIT: size.default(5 * 1024 * 1024),
  TRUST_PROXY: integer(0, MOST_PROXIES).default(0),
  KEY_REQUESTS_PER_MINUTE: integer(1, MOST_A_MINUTE).default(6_000),
  SOURCE_REQUESTS_PER_MINUTE: integer(1, MOST_A_MINUTE).default(30_000),
  FAILURES_PER_MINUTE: integer(1, MOST_A_MINUTE).default(60),
  ALLOW_PRIVATE_ENDPOINTS: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .transform((value) => value === "true"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  BEATLINE_URL: url(["http:", "https:"]).optional(),
  SOURCE_SECRET: z.string().optional(),
};

export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS);

/** The settings that commands use, and their names in the Config. */
const COMMAND_SETTINGS = {
  MODEL_DIR: "modelDir",
  DATA_DIR: "dataDir",
  DATABASE_URL: "databaseUrl",
  BEATLINE_URL: "beatlineUrl",
  API_KEY: "apiKey",
  WEBHOOK_SECRET: "webhookSecrets",
  SOURCE_SECRET: "sourceSecret",
} as const satisfies Partial<Record<keyof typeof SETTINGS, keyof Config>>;

/**
 * Reads the settings of a service. An empty variable counts as unset, as `docker compose` passes it.
 *
 * @throws ConfigError that lists every problem: wrong values, names that are a typo away from a setting, and
 *   combinations that cannot run.
 */
export function readConfig(environment: NodeJS.ProcessEnv, packageRoot: string): Readonly<Config> {
  return createConfig(parseSettings(environment, SETTING_NAMES, impossible), packageRoot);
}

/**
 * Reads only the settings that a command uses, since it does not need all that a service must have.
 *
 * @throws ConfigError as readConfig does, but for these settings alone, in any combination.
 */
export function readCommandConfig<Name extends keyof typeof COMMAND_SETTINGS>(
  environment: NodeJS.ProcessEnv,
  packageRoot: string,
  ...names: Name[]
): Readonly<Pick<Config, (typeof COMMAND_SETTINGS)[Name]>> {
  return createConfig(parseSettings(environment, names), packageRoot);
}

type Given = Record<string, string | undefined>;

function parseSettings(environment: Given, names: readonly string[], conflictsOf = (_: Given): string[] => []) {
  const given = Object.fromEntries(names.map((name) => [name, environment[name] || undefined]));
  const parsed = z.object(SETTINGS).safeParse(given, { error: plainMessage });
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`)),
    ...listMisspelled(Object.keys(environment), { known: SETTING_NAMES, wanted: names }),
    ...conflictsOf(given),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return parsed.data;
}

function createConfig(values: ReturnType<typeof parseSettings>, packageRoot: string): Readonly<Config> {
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    metricsPort: values.METRICS_PORT,
    dataDir: resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    redis: values.REDIS_URL,
    apiKey: values.API_KEY,
    webhookSecrets: values.WEBHOOK_SECRET,
    modelDir: values.MODEL_DIR ? resolve(values.MODEL_DIR) : resolve(packageRoot, "models"),
    workerConcurrency: values.WORKER_CONCURRENCY,
    bodyLimit: values.BODY_LIMIT,
    trustProxy: values.TRUST_PROXY,
    limits: {
      perKey: values.KEY_REQUESTS_PER_MINUTE,
      perSource: values.SOURCE_REQUESTS_PER_MINUTE,
      failures: values.FAILURES_PER_MINUTE,
    },
    allowPrivateEndpoints: values.ALLOW_PRIVATE_ENDPOINTS,
    logLevel: values.LOG_LEVEL,
    beatlineUrl: values.BEATLINE_URL?.replace(/\/+$/, ""),
    sourceSecret: values.SOURCE_SECRET,
  });
}

/**
 * Returns the secrets, which a process that shares its work with others must be given.
 *
 * @throws ConfigError when the settings select the embedded default, which is one process.
 */
export function requireServer(config: Config, command: string): { apiKey: string; webhookSecrets: string[] } {
  const { databaseUrl, apiKey, webhookSecrets } = config;
  if (databaseUrl && apiKey && webhookSecrets) return { apiKey, webhookSecrets };
  throw new ConfigError([`${command} needs DATABASE_URL; without one, npm start runs everything in one process`]);
}

function impossible(given: Given): string[] {
  const problems: string[] = [];
  if (given.REDIS_URL && !given.DATABASE_URL) {
    problems.push("REDIS_URL needs DATABASE_URL: Redis holds only the queue; articles are kept in PostgreSQL");
  }
  if (given.DATABASE_URL) {
    if (!given.API_KEY) problems.push("API_KEY must be set with DATABASE_URL; make one with: openssl rand -hex 24");
    if (!given.WEBHOOK_SECRET) {
      problems.push(
        'WEBHOOK_SECRET must be set with DATABASE_URL; make one with: echo "whsec_$(openssl rand -base64 32)"',
      );
    }
  }
  return problems;
}
