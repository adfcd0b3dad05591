import { z } from "zod";
import { type Connection, callApi } from "./call-service.js";
import { formatTable } from "./table.js";

export interface KeyOptions {
  scope: string[];
  source?: string;
  expires?: string;
  requestsPerMinute?: number;
}

const key = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  source: z.string().nullable(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
const keyList = z.object({ keys: z.array(key) });
const madeKey = key.extend({ key: z.string() });

/** `beatline keys list`. */
export async function listKeys(connection: Connection): Promise<void> {
  const { keys } = keyList.parse(await (await callApi(connection, "GET", "/v1/keys")).json());
  if (keys.length === 0) {
    process.stdout.write(
      "There is no key but API_KEY. Make one for each reader: beatline keys create NAME --scope read\n",
    );
    return;
  }
  const heads = ["ID", "NAME", "KEY", "SCOPES", "SOURCE", "LAST USED", "STATE"];
  const rows = keys.map((each) => [
    each.id,
    each.name,
    `${each.prefix}…`,
    each.scopes.join(","),
    each.source ?? "",
    each.lastUsedAt ?? "",
    describeState(each),
  ]);
  process.stdout.write(formatTable([heads, ...rows]));
}

/** `beatline keys create`: shows the key, this once. */
export async function createKey(connection: Connection, name: string, options: KeyOptions): Promise<void> {
  const { scope: scopes, source, expires: expiresAt, requestsPerMinute } = options;
  const response = await callApi(connection, "POST", "/v1/keys", {
    name,
    scopes,
    source,
    expiresAt,
    requestsPerMinute,
  });
  const made = madeKey.parse(await response.json());
  const lines = [
    `Key ${made.id} (${made.name}) is made, for ${made.scopes.join(", ")}${made.source ? ` of ${made.source}` : ""}:`,
    "",
    `  ${made.key}`,
    "",
    "It is not shown again. Send it as the header",
    `  Authorization: Bearer ${made.key}`,
    `To end it: beatline keys revoke ${made.id}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** `beatline keys revoke`. */
export async function revokeKey(connection: Connection, id: string): Promise<void> {
  await callApi(connection, "DELETE", `/v1/keys/${encodeURIComponent(id)}`);
  process.stdout.write(`Key ${id} is revoked; within five seconds no process takes it any more\n`);
}

function describeState({ revokedAt, expiresAt }: z.infer<typeof key>): string {
  if (revokedAt) return `revoked ${revokedAt}`;
  if (!expiresAt) return "active";
  return new Date(expiresAt) <= new Date() ? `expired ${expiresAt}` : `active until ${expiresAt}`;
}
