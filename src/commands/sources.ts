import { answerOf, type Schemas } from "../../clients/typescript/client.js";
import { type Connection, openService } from "./call-service.js";
import { formatTable } from "./table.js";

/** `beatline sources list`. */
export async function listSources(connection: Connection): Promise<void> {
  const { sources } = answerOf(await openService(connection).GET("/v1/sources"));
  const heads = ["SOURCE", "ADAPTER", "MADE BY", "SECRET OF", "OLD SECRET UNTIL", "WEBHOOK"];
  const rows = sources.map(({ source, adapter, origin, secrets: [newest, old], links }) => [
    source,
    adapter,
    origin === "settings" ? "WEBHOOK_SECRET" : "sources add",
    newest?.createdAt ?? "",
    old?.endsAt ?? "",
    connection.url + links.webhook,
  ]);
  process.stdout.write(formatTable([heads, ...rows]));
}

/** `beatline sources add`: shows what to paste into the CMS, this once. */
export async function addSource(
  connection: Connection,
  name: string,
  { adapter }: Schemas["SaveSourceBody"],
): Promise<void> {
  const params = { path: { source: name } };
  const { links, secret } = answerOf(
    await openService(connection).PUT("/v1/sources/{source}", { params, body: { adapter } }),
  );
  const lines = secret
    ? [
        `Source ${name} takes deliveries (adapter ${adapter}). Paste both into the CMS:`,
        "",
        `  webhook URL  ${connection.url}${links.webhook}`,
        `  secret       ${secret}`,
        "",
        "The secret is not shown again. When it is lost, make a new one:",
        `  beatline sources rotate ${name}`,
        "When it leaked, do so twice: the one before a rotation is accepted for 24 hours more.",
      ]
    : [`Source ${name} was here already; it keeps its secret. For a new one: beatline sources rotate ${name}`];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** `beatline sources rotate`: shows the new secret, this once. */
export async function rotateSource(connection: Connection, name: string): Promise<void> {
  const params = { path: { source: name } };
  const { secret, secrets } = answerOf(await openService(connection).POST("/v1/sources/{source}/rotate", { params }));
  const lines = [
    `Source ${name} has a new secret. Paste it into the CMS, in five seconds or later, when every process knows it:`,
    "",
    `  ${secret}`,
    "",
    `It is not shown again. The secret before is accepted until ${secrets[1]?.endsAt}, or until you rotate again.`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
