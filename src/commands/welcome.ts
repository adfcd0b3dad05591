import type { Config } from "../config.js";
import type { Secrets } from "../secrets.js";

/** Where the service listens unless its settings say otherwise. */
export const DEFAULT_URL = "http://127.0.0.1:3000";
const DEFAULT_DATA_DIR = "data";

/** Says on stdout that the service is ready and how to try it; secrets are shown only when they were made just now. */
export function printWelcome(url: string, config: Config, secrets: Secrets & { made: boolean }): void {
  const lines = [
    "",
    `Beatline is ready at ${url}`,
    "",
    ...(secrets.made ? describeSecrets(secrets, config) : []),
    `  The desk, where editors work: ${url}/desk/`,
    "",
    "  Send a sample article and see its tags:",
    "",
    `    ${sendCommand(url, config)}`,
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function describeSecrets(secrets: Secrets, config: Config): string[] {
  return [
    `  New secrets were made. They are kept in ${config.dataDir}/secrets.json and will not be shown again:`,
    "",
    `    API_KEY=${secrets.apiKey}`,
    `    WEBHOOK_SECRET=${secrets.webhookSecrets.join(" ")}`,
    "",
  ];
}

/** Names the URL and the data directory where they are not the defaults, which the command line finds by itself. */
function sendCommand(url: string, config: Config): string {
  const place = url === DEFAULT_URL ? "" : `BEATLINE_URL=${url} `;
  const usual = config.dataDir === `${process.cwd()}/${DEFAULT_DATA_DIR}`;
  return `${place}${usual ? "" : `DATA_DIR=${config.dataDir} `}npx beatline send`;
}
