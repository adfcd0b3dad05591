import { answerOf, type Client, createClient, type Schemas } from "../clients/typescript/client.js";
import { postBatch } from "../src/commands/post-batch.js";
import { SIGN_AS } from "../src/commands/sign-as.js";
import { articleId } from "../src/domain/article.js";
import type { FiledArticle } from "./articles.js";

/** The service to fill, and its secrets. */
interface Filled {
  url: string;
  apiKey: string;
  webhookSecret: string;
}

const A_BATCH = 100;
const DECISIONS = 24;
const EDITORS = ["Dana Okafor", "Luis Prado"] as const;
const NOTES = ["", "", "the lead is about it", "only a passing mention", ""] as const;
const BROKEN: readonly Record<string, unknown>[] = [
  { id: "wp-9001", version: "three", headline: "A version in words", body: "The plugin sent its version as a word." },
  { id: "wp-9002", version: 1, headline: "No body at all" },
  { id: "wp-9003", version: 1, headline: "A date of its own", body: "Some text.", publishedAt: "next Tuesday" },
];

/**
 * Fills a fresh service through its public API: a newsroom's year, its editors' decisions, its CMS's faulty deliveries.
 *
 * @param say is given the progress, line by line.
 */
export async function fillService(
  filled: Filled,
  articles: readonly FiledArticle[],
  say: (line: string) => void,
): Promise<void> {
  const service = createClient({ baseUrl: filled.url, apiKey: filled.apiKey });
  for (const [source, adapter] of [
    ["magazine", "ghost"],
    ["wire", "wordpress"],
  ] as const) {
    await service.PUT("/v1/sources/{source}", { params: { path: { source } }, body: { adapter } });
  }
  for (let start = 0; start < articles.length; start += A_BATCH) {
    const batch = articles.slice(start, start + A_BATCH);
    const lines = batch.map(({ article }) => JSON.stringify(article));
    const answers = await postBatch(filled, lines, say);
    const refused = answers.find(({ status }) => status === "refused");
    if (refused) throw new Error(`An article of the demo was refused: ${refused.problem?.detail}`);
    say(`${start + batch.length} of ${articles.length} articles sent`);
  }
  const ids = articles.map(({ article: { source, id } }) => articleId(source, id));
  await waitForTags(service, ids, say);
  await deliverWrongly(filled, articles.at(-1));
  await decide(filled, service, new Map(ids.map((id, index) => [id, articles[index]])));
  say("The editors have decided on some");
}

async function waitForTags(service: Client, ids: readonly string[], say: (line: string) => void): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const params = { path: { articleId: id }, query: { wait: 30 } };
    await service.GET("/v1/articles/{articleId}/tags", { params });
    if ((index + 1) % A_BATCH === 0 || index + 1 === ids.length) say(`${index + 1} of ${ids.length} articles tagged`);
  }
}

/** Sends deliveries with a right signature and a wrong body, and one that takes an article back. */
async function deliverWrongly(filled: Filled, withdrawn: FiledArticle | undefined): Promise<void> {
  for (const data of BROKEN) await deliver(filled, "article.published", data);
  if (withdrawn) await deliver(filled, "article.unpublished", { ...withdrawn.article, version: 2 });
}

async function deliver({ url, webhookSecret }: Filled, type: string, data: object): Promise<void> {
  const at = new Date();
  const path = "/v1/webhooks/cms";
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const headers = { "content-type": "application/json" };
  const signature = SIGN_AS.standard(webhookSecret, { path, body, headers }, at);
  await fetch(`${url}${path}`, { method: "POST", headers: { ...headers, ...signature }, body });
}

/** Lets two editors decide on the least certain tags, as the stories say; the rest is left for who tries the desk. */
async function decide(
  { url }: Filled,
  service: Client,
  filed: ReadonlyMap<string, FiledArticle | undefined>,
): Promise<void> {
  const editors: Client[] = [];
  for (const name of EDITORS) {
    const { key } = answerOf(await service.POST("/v1/keys", { body: { name, scopes: ["read", "review"] } }));
    editors.push(createClient({ baseUrl: url, apiKey: key }));
  }
  const { articles } = answerOf(await service.GET("/v1/review", { params: { query: { limit: DECISIONS * 2 } } }));
  // Every other article, so that the queue keeps some of all kinds.
  for (const [index, article] of articles.filter((_, place) => place % 2 === 1).entries()) {
    const topics = filed.get(article.articleId)?.topics ?? [];
    const decisions = article.tags
      .filter(({ decision }) => decision === "suggested")
      .map(({ topic }) => decideOn(topic, topics.includes(topic), NOTES[index % NOTES.length] ?? ""));
    const params = { path: { articleId: article.articleId }, header: { "If-Match": article.etag } };
    await editors[index % editors.length]?.PATCH("/v1/articles/{articleId}/tags", { params, body: { decisions } });
  }
}

function decideOn(topic: Schemas["Tag"]["topic"], isRight: boolean, note: string) {
  return { topic, action: isRight ? ("accept" as const) : ("reject" as const), ...(note ? { note } : {}) };
}
