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

/**
 * `beatline sources add`: shows what to paste into the CMS, this once. An existing source changes its adapter only when
 * one is named, since its secret changes with it.
 */
export async function addSource(
  connection: Connection,
  name: string,
  { adapter }: Partial<Pick<Schemas["SaveSourceBody"], "adapter">>,
): Promise<void> {
  const service = openService(connection);
  const { sources } = answerOf(await service.GET("/v1/sources"));
  const isHere = sources.some(({ source, origin }) => source === name && origin === "database");
  if (isHere && adapter === undefined) return sayThatItStays(name);
  const params = { path: { source: name } };
  const body = { adapter: adapter ?? "standard" };
  const { links, secret } = answerOf(await service.PUT("/v1/sources/{source}", { params, body }));
  if (!secret) return sayThatItStays(name);
  const lines = [
    `Source ${name} is ready for deliveries (adapter ${body.adapter}). Paste both into the CMS:`,
    "",
    `  webhook URL  ${connection.url}${links.webhook}`,
    `  secret       ${secret}`,
    "",
    "The secret is not shown again. If you lose it, make a new one:",
    `  npx beatline sources rotate ${name}`,
    "If it leaks, do so twice: a rotation still accepts the previous secret for 24 hours.",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function sayThatItStays(name: string): void {
  process.stdout.write(
    `Source ${name} already exists and keeps its secret. For a new one: npx beatline sources rotate ${name}\n`,
  );
}

/** `beatline sources rotate`: shows the new secret, this once. */
export async function rotateSource(connection: Connection, name: string): Promise<void> {
  const params = { path: { source: name } };
  const { secret, secrets } = answerOf(await openService(connection).POST("/v1/sources/{source}/rotate", { params }));
  const lines = [
    `Source ${name} has a new secret. Wait five seconds until every process knows it, then paste it into the CMS:`,
    "",
    `  ${secret}`,
    "",
    `It is not shown again. The previous secret is accepted until ${secrets[1]?.endsAt}, or until you rotate again.`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
