import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Connection, callApi } from "./call-service.js";
import { createSummary, retaggedArticle } from "./retag-summary.js";

const queuedPage = z.object({ modelVersion: z.string(), queued: z.number() });
const retaggedPage = z.object({ articles: z.array(retaggedArticle) });

const LOOK_EVERY_MS = 1_000;

/**
 * `beatline retag`: queues all articles whose tags are of another model than the service's, page by page, waits for the
 * new tags and says what they changed.
 */
export async function retag(connection: Connection, options: { wait: boolean }): Promise<void> {
  let total = 0;
  let version = "";
  for await (const response of pages(connection, "POST")) {
    const { modelVersion, queued } = queuedPage.parse(await response.json());
    total += queued;
    version = modelVersion;
  }
  process.stdout.write(`${total} articles are queued, at low priority, for the model ${version}\n`);
  if (options.wait && total > 0) process.stderr.write("Waiting for their tags; to stop is safe, they stay queued\n");
  const summary = createSummary();
  for await (const response of pages(connection, "GET", options.wait)) {
    const { articles } = retaggedPage.parse(await response.json());
    for (const article of articles) summary.add(article);
  }
  process.stdout.write(summary.text());
}

/** The pages of `/v1/retag`; with `whole` each is asked for again until none of its articles waits for its tags. */
async function* pages(connection: Connection, method: "GET" | "POST", whole = false): AsyncIterable<Response> {
  let path: string | undefined = "/v1/retag?limit=100";
  while (path) {
    const response = await callApi(connection, method, path);
    if (whole && (await isWaiting(response.clone()))) {
      await sleep(LOOK_EVERY_MS);
      continue;
    }
    yield response;
    path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }
}

async function isWaiting(response: Response): Promise<boolean> {
  const { articles } = retaggedPage.parse(await response.json());
  return articles.some(({ status }) => status === "waiting");
}
