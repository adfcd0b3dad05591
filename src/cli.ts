#!/usr/bin/env node
import { Command, Option } from "commander";
import { ARCHIVE_FORMATS, type ArchiveOptions } from "./commands/archive-files.js";
import type { Connection } from "./commands/call-service.js";
import type { ClassifyOptions } from "./commands/classify.js";
import type { KeyOptions } from "./commands/keys.js";
import { parseUpTo, parseWhole } from "./commands/parse-numbers.js";
import { parseScopes } from "./commands/parse-scopes.js";
import { FORMATS } from "./commands/read-articles.js";
import type { SendOptions } from "./commands/send.js";
import { DEFAULT_URL } from "./commands/welcome.js";
import { readCommandConfig } from "./config.js";
import { SCOPES } from "./domain/caller.js";
import { LONGEST_WAIT_S } from "./http/wait.js";
import { ADAPTER_NAMES, type AdapterName } from "./intake/adapters.js";
import { findPackageRoot, readVersion } from "./package-root.js";

// Each command imports its own modules: loading the service's takes longer than classifying a text.

const packageRoot = findPackageRoot(import.meta.url);

function createProgram(): Command {
  const program = new Command("beatline")
    .description(
      "Tags news articles with policy topics (immigration, enforcement, labor) and tone, with the evidence for every tag.",
    )
    .version(readVersion(packageRoot));
  addClassify(program);
  addSend(program);
  addBackfill(program);
  addRetag(program);
  addKeys(program);
  addSources(program);
  program
    .command("migrate")
    .description("update the schema of DATABASE_URL, or of the embedded database; every start does this too")
    .action(async () => {
      const { openMigrated } = await import("./start.js");
      const settings = readCommandConfig(process.env, packageRoot, "DATABASE_URL", "DATA_DIR");
      const database = await openMigrated(settings, packageRoot);
      await database.close();
      process.stdout.write("The schema is up to date\n");
    });
  return program;
}

function addClassify(program: Command): void {
  program
    .command("classify")
    .description("classify articles locally, with no service or network; writes one JSON line per article to stdout")
    .argument(
      "[files...]",
      "text, HTML or JSONL files, optionally gzipped (named .gz); with - or no file, reads standard input",
    )
    .addOption(new Option("--format <format>", "the file format; by default, the extension says").choices(FORMATS))
    .option("--headline <headline>", "the headline of a text or an HTML file")
    .option("--text", "add the clean text that the evidence's offsets point into")
    .addHelpText(
      "after",
      `
A JSONL line is {"id"?, "headline"?, "body", "bodyFormat"?: "text"|"html", "from"?, "to"?}; from and to mark a span of
the body; the tone toward it is returned in sentiment.targets. Lines that cannot be read are reported on stderr with
file and line number. The other lines are still classified, and the exit code is 1.

Examples:
  npx beatline classify story.txt --headline "Council votes on police budget"
  npx beatline classify archive-2025.jsonl.gz > tags.jsonl
  curl -s https://news.example/a-story | npx beatline classify --format html --text -
`,
    )
    .action(async (files: string[], options: ClassifyOptions) => {
      const { classifyFiles } = await import("./commands/classify.js");
      const { modelDir } = readCommandConfig(process.env, packageRoot, "MODEL_DIR");
      process.exitCode = await classifyFiles(files, options, modelDir);
    });
}

function addSend(program: Command): void {
  program
    .command("send")
    .description("send articles to a running service as a CMS would, by signed webhook, and show their tags")
    .argument("[files...]", "text, HTML or JSONL files; without any, a sample article is sent")
    .addOption(
      new Option("--adapter <adapter>", "the kind of CMS to send as").choices(ADAPTER_NAMES).default("standard"),
    )
    .option("--source <name>", "the source in the webhook URL; by default the adapter's name, or cms for standard")
    .option("--id <id>", "the article's id in the CMS; by default the file's name")
    .option("--article-version <number>", "the article's version, as standard and superdesk", parseWhole)
    .option("--headline <headline>", "the headline of a text or an HTML file, or of the sample article")
    .option(
      "--wait <seconds>",
      `how many seconds to wait for the tags, at most ${LONGEST_WAIT_S}`,
      parseUpTo(LONGEST_WAIT_S),
      20,
    )
    .option("--json", "print the tags document as JSON")
    .addHelpText(
      "after",
      `
Set BEATLINE_URL when the service is not at http://127.0.0.1:3000. SOURCE_SECRET, or else WEBHOOK_SECRET, signs the
delivery, and API_KEY reads the tags. Without them, the command uses the secrets in DATA_DIR/secrets.json, where a
service started on this machine keeps its own.

Examples:
  npx beatline send
  npx beatline send story.txt --headline "Council votes on police budget" --id story-17
  SOURCE_SECRET=… npx beatline send --adapter ghost
`,
    )
    .action(async (files: string[], options: SendOptions) => {
      const { sendArticles } = await import("./commands/send.js");
      const { findSecrets } = await import("./secrets.js");
      const names = ["BEATLINE_URL", "API_KEY", "SOURCE_SECRET", "WEBHOOK_SECRET", "DATA_DIR"] as const;
      const settings = readCommandConfig(process.env, packageRoot, ...names);
      const { sourceSecret } = settings;
      const secrets = await findSecrets(sourceSecret ? { ...settings, webhookSecrets: [sourceSecret] } : settings);
      if (!secrets) throw new Error("Set API_KEY and WEBHOOK_SECRET, or set DATA_DIR to the service's directory");
      const url = settings.beatlineUrl ?? DEFAULT_URL;
      const service = { url, secrets, hasSourceSecret: sourceSecret !== undefined };
      process.exitCode = await sendArticles(files, options, service);
    });
}

function addBackfill(program: Command): void {
  program
    .command("backfill")
    .description("send archives to a running service at low priority; if interrupted, run it again to resume")
    .argument(
      "<files...>",
      "JSONL files or WordPress or Ghost exports, optionally gzipped (.gz), or folders of ninjs or ANS files; - reads standard input",
    )
    .requiredOption("--source <name>", "the source that the articles belong to")
    .addOption(
      new Option("--format <format>", "the file format; by default, the extension says").choices(ARCHIVE_FORMATS),
    )
    .option("--site-url <url>", "the address of the Ghost site, which its export does not contain")
    .addHelpText(
      "after",
      `
A JSONL line is {"id", "version", "headline"?, "body", …}, as POST /v1/articles takes it. Refused articles are
reported on stderr with file and line. The others are still sent, and the exit code is 1. Progress through a file or
folder is kept beside it in FILE.backfill until all of it is sent. For standard input, no progress is kept.

Examples:
  npx beatline backfill archive.jsonl.gz --source cms
  jq -c '.articles[]' dump.json | npx beatline backfill --format jsonl --source cms -
  npx beatline backfill export.xml --source wordpress
  npx beatline backfill stories/ --format ans --source arc
`,
    )
    .action(async (files: string[], options: ArchiveOptions) => {
      const { backfill } = await import("./commands/backfill.js");
      process.exitCode = await backfill(files, options, await connect());
    });
}

function addRetag(program: Command): void {
  program
    .command("retag")
    .description("after a model change, queue every article that another model tagged, and report what changed")
    .option("--no-wait", "report what has changed so far instead of waiting for the new tags")
    .action(async (options: { wait: boolean }) =>
      (await import("./commands/retag.js")).retag(await connect(), options),
    );
}

function addKeys(program: Command): void {
  const keys = program.command("keys").description("manage the API keys of a running service");
  keys
    .command("list")
    .description("list every key except API_KEY, without showing the keys themselves")
    .action(async () => (await import("./commands/keys.js")).listKeys(await connect()));
  keys
    .command("create")
    .description("create a key and show it, this once")
    // `--scope` takes every word after it, so the name must come first.
    .usage("<name> --scope <scopes...> [options]")
    .argument("<name>", "who or what it is for")
    .addOption(
      new Option("--scope <scopes...>", `any of ${SCOPES.join(", ")}, with spaces or commas; admin may do everything`)
        .argParser(parseScopes)
        .makeOptionMandatory(),
    )
    .option("--source <source>", "limit it to the articles of this source")
    .option("--expires <time>", "when it expires, such as 2027-11-24T09:00:00Z")
    .option("--requests-per-minute <number>", "its own limit, instead of the default", parseWhole)
    .action(async (name: string, options: KeyOptions) =>
      (await import("./commands/keys.js")).createKey(await connect(), name, options),
    );
  keys
    .command("revoke")
    .description("revoke a key; it stops working everywhere within five seconds")
    .argument("<id>", "its id, as keys list shows it")
    .action(async (id: string) => (await import("./commands/keys.js")).revokeKey(await connect(), id));
}

function addSources(program: Command): void {
  const sources = program.command("sources").description("manage the CMS connections of a running service");
  sources
    .command("list")
    .description("list every source with its webhook URL")
    .action(async () => (await import("./commands/sources.js")).listSources(await connect()));
  sources
    .command("add")
    .description("add a source and show its webhook URL and, this once, its secret")
    .argument("<name>", "its name in the webhook URL")
    .addOption(
      new Option("--adapter <adapter>", "the kind of CMS; by default standard, or what an existing source has").choices(
        ADAPTER_NAMES,
      ),
    )
    .action(async (name: string, options: { adapter?: AdapterName }) =>
      (await import("./commands/sources.js")).addSource(await connect(), name, options),
    );
  sources
    .command("rotate")
    .description("make a new secret; the previous one is accepted for another 24 hours")
    .argument("<name>")
    .action(async (name: string) => (await import("./commands/sources.js")).rotateSource(await connect(), name));
}

/** @throws Error when there is no key to call the service with. */
async function connect(): Promise<Connection> {
  const { findApiKey } = await import("./secrets.js");
  const settings = readCommandConfig(process.env, packageRoot, "BEATLINE_URL", "API_KEY", "DATA_DIR");
  const apiKey = await findApiKey(settings);
  if (!apiKey) throw new Error("Set API_KEY to a key with the scope admin, or set DATA_DIR to the service's directory");
  return { url: settings.beatlineUrl ?? DEFAULT_URL, apiKey };
}

/** The exit code of a tool that SIGPIPE ends. Not 0, since work whose output was cut off may not have been done. */
const CUT_OFF = 128 + 13;

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(CUT_OFF);
    if (stream !== process.stderr) process.stderr.write(`The output cannot be written: ${error.message}\n`);
    process.exit(1);
  });
}

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
