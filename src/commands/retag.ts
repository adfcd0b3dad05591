import { setTimeout as sleep } from "node:timers/promises";
import { answerOf, type Client, nextCursor, type Schemas } from "../../clients/typescript/client.js";
import { type Connection, openService } from "./call-service.js";
import { createPatience } from "./patience.js";
import { createSummary, type RetaggedArticle } from "./retag-summary.js";

type Query = { limit: number; cursor?: string };

const FIRST: Query = { limit: 100 };
const LOOK_EVERY_MS = 1_000;
const STUCK =
  "No article got its new tags for a minute. They wait while a CMS is sending others. If none is, check that workers are running, and that they run " +
  "with the same model as the api; restart those that were started before it changed\n";

/**
 * `beatline retag`: queues, page by page, all articles with tags from another model than the service's, waits for the
 * new tags and reports what changed.
 */
export async function retag(connection: Connection, options: { wait: boolean }): Promise<void> {
  const service = openService(connection);
  let total = 0;
  let version = "";
  for await (const { modelVersion, queued } of queuePages(service)) {
    total += queued;
    version = modelVersion;
  }
  process.stdout.write(`${total} articles are queued, at low priority, for the model ${version}\n`);
  if (options.wait && total > 0)
    process.stderr.write("Waiting for their tags; you can stop this command, they stay queued\n");
  const summary = createSummary();
  for await (const articles of retaggedPages(service, options.wait)) {
    for (const article of articles) summary.add(article);
  }
  process.stdout.write(summary.text());
}

async function* queuePages(service: Client): AsyncIterable<Schemas["RetagArticlesAnswer"]> {
  for (let query: Query | undefined = FIRST; query; ) {
    const answer = await service.POST("/v1/retag", { params: { query } });
    yield answerOf(answer);
    query = nextPage(answer.response);
  }
}

/** With `wait`, asks for each page again until all its articles have their tags, and says on stderr when none moves. */
async function* retaggedPages(service: Client, wait: boolean): AsyncIterable<RetaggedArticle[]> {
  const isStuck = createPatience();
  for (let query: Query | undefined = FIRST; query; ) {
    const answer = await service.GET("/v1/retag", { params: { query } });
    const { articles } = answerOf(answer);
    const waiting = articles.filter(({ status }) => status === "waiting").length;
    if (wait && waiting > 0) {
      if (isStuck(waiting, Date.now())) process.stderr.write(STUCK);
      await sleep(LOOK_EVERY_MS);
      continue;
    }
    yield articles;
    query = nextPage(answer.response);
  }
}

function nextPage(response: Response): Query | undefined {
  const cursor = nextCursor(response);
  return cursor === undefined ? undefined : { ...FIRST, cursor };
}
