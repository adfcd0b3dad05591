import { answerOf, type Schemas } from "../../clients/typescript/client.js";
import { type Connection, openService } from "./call-service.js";
import { formatTable } from "./table.js";

export interface KeyOptions {
  scope: Schemas["CreateKeyBody"]["scopes"];
  source?: string;
  expires?: string;
  requestsPerMinute?: number;
}

/** `beatline keys list`. */
export async function listKeys(connection: Connection): Promise<void> {
  const { keys } = answerOf(await openService(connection).GET("/v1/keys"));
  if (keys.length === 0) {
    process.stdout.write(
      "There are no keys except API_KEY. Create one for each reader: npx beatline keys create NAME --scope read\n",
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
  const { scope: scopes, expires, ...limits } = options;
  const body = { name, scopes, ...limits, ...(expires ? { expiresAt: expires } : {}) };
  const made = answerOf(await openService(connection).POST("/v1/keys", { body }));
  const lines = [
    `Created key ${made.id} (${made.name}) with ${made.scopes.join(", ")}${made.source ? ` for ${made.source}` : ""}:`,
    "",
    `  ${made.key}`,
    "",
    "It is not shown again. Send it in the header",
    `  Authorization: Bearer ${made.key}`,
    `To revoke it: npx beatline keys revoke ${made.id}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** `beatline keys revoke`. */
export async function revokeKey(connection: Connection, id: string): Promise<void> {
  await openService(connection).DELETE("/v1/keys/{id}", { params: { path: { id } } });
  process.stdout.write(`Key ${id} is revoked; it stops working everywhere within five seconds\n`);
}

function describeState({ revokedAt, expiresAt }: Schemas["Key"]): string {
  if (revokedAt) return `revoked ${revokedAt}`;
  if (!expiresAt) return "active";
  return new Date(expiresAt) <= new Date() ? `expired ${expiresAt}` : `active until ${expiresAt}`;
}
