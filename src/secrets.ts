import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { parseOrNothing } from "./intake/json.js";
import { makeStandardSecret } from "./intake/standard-signature.js";

export interface Secrets {
  apiKey: string;
  webhookSecrets: string[];
}

interface SecretSettings {
  dataDir: string;
  apiKey: string | undefined;
  webhookSecrets: string[] | undefined;
}

const secretsFile = z.object({ apiKey: z.string(), webhookSecret: z.string() });

/**
 * Returns the secrets to run with: those in the settings, else those in the data directory, else new ones. New secrets
 * are kept in that directory, readable by their owner alone.
 *
 * @returns also whether any were just made, so that they can be shown this once.
 */
export async function ensureSecrets(settings: SecretSettings): Promise<Secrets & { made: boolean }> {
  const { apiKey, webhookSecrets, dataDir } = settings;
  if (apiKey && webhookSecrets) return { apiKey, webhookSecrets, made: false };
  const kept = await findKeptSecrets(dataDir);
  const file = kept ?? makeSecrets();
  if (!kept) await keepSecrets(dataDir, file);
  return {
    apiKey: apiKey ?? file.apiKey,
    webhookSecrets: webhookSecrets ?? [file.webhookSecret],
    made: !kept,
  };
}

/** Returns the secrets for calling a service; undefined when settings and data directory do not have both. */
export async function findSecrets(settings: SecretSettings): Promise<Secrets | undefined> {
  const kept = await findKeptSecrets(settings.dataDir);
  const apiKey = settings.apiKey ?? kept?.apiKey;
  const webhookSecrets = settings.webhookSecrets ?? (kept && [kept.webhookSecret]);
  return apiKey && webhookSecrets ? { apiKey, webhookSecrets } : undefined;
}

/** Returns the API key for calling a service; undefined when neither settings nor data directory has one. */
export async function findApiKey(settings: Omit<SecretSettings, "webhookSecrets">): Promise<string | undefined> {
  return settings.apiKey ?? (await findKeptSecrets(settings.dataDir))?.apiKey;
}

/** Writes all or nothing, even if killed: half a file would prevent every start until somebody removed it. */
async function keepSecrets(dataDir: string, file: z.infer<typeof secretsFile>): Promise<void> {
  const path = secretsPath(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}

function makeSecrets(): z.infer<typeof secretsFile> {
  return {
    apiKey: `key_${randomBytes(24).toString("base64url")}`,
    webhookSecret: makeStandardSecret(),
  };
}

function secretsPath(dataDir: string): string {
  return join(dataDir, "secrets.json");
}

/** @throws Error when the file is there but cannot be read or is not valid: new secrets would lock out every CMS. */
async function findKeptSecrets(dataDir: string): Promise<z.infer<typeof secretsFile> | undefined> {
  const path = secretsPath(dataDir);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const parsed = secretsFile.safeParse(parseOrNothing(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} does not contain {apiKey, webhookSecret}; fix it, or delete it to have new secrets made`);
}
