import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { createBatcher } from "../../src/batcher.js";
import { type Database, execute } from "../../src/storage/database.js";
import { openEmbedded } from "../../src/storage/embedded-database.js";
import { openServer } from "../../src/storage/server-database.js";
import { type Answer, fetchJson } from "./deliveries.js";

/** Waits until a condition holds. @throws Error when it does not within `ms`. */
export async function until(condition: () => Promise<boolean>, what: string, ms = 100_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`Waited ${ms} ms in vain until ${what}`);
    await sleep(50);
  }
}

/** Posts deliveries one after the other. @returns the article ids of those that got a 202. */
export async function postDeliveries(url: string, deliveries: RequestInit[]): Promise<string[]> {
  const taken: string[] = [];
  for (const delivery of deliveries) {
    const answer = await fetchJson(`${url}/v1/webhooks/cms`, delivery).catch(() => undefined);
    if (answer?.status === 202) taken.push(answer.body.articleId);
  }
  return taken;
}

/** Asserts the promise of a 202: the article gets its tags. */
export async function assertTagged(url: string, articleIds: string[]): Promise<void> {
  for (const id of articleIds) {
    const { status, body }: { status: number; body: Answer } = await fetchJson(`${url}/v1/articles/${id}/tags?wait=30`);
    assert.equal(status, 200, `${id} has its tagging`);
    assert.equal(body.outcome, "tagged");
  }
}

/**
 * Posts deliveries, `atOnce` at a time.
 *
 * @param onTaken is called for each 202, with how many there have been; `onOther` for each other answer, and for none.
 * @returns for each delivery the article's id, or undefined where there was no 202.
 */
export async function postAll(
  url: string,
  deliveries: RequestInit[],
  { atOnce = 20, onTaken = (_count: number) => {}, onOther = (_answer: string) => {} } = {},
): Promise<(string | undefined)[]> {
  let taken = 0;
  const post = async (delivery: RequestInit) => {
    const answer = await fetchJson(`${url}/v1/webhooks/cms`, delivery).catch((error: unknown) => String(error));
    if (typeof answer === "string" || answer.status !== 202) {
      onOther(typeof answer === "string" ? answer : `${answer.status} ${answer.body.detail}`);
      return { id: undefined };
    }
    onTaken(++taken);
    return { id: answer.body.articleId };
  };
  const inTurn = createBatcher((few: readonly RequestInit[]) => Promise.all(few.map(post)), {
    most: 1,
    inFlight: atOnce,
  });
  return (await Promise.all(deliveries.map(inTurn))).map(({ id }) => id);
}

const RETRY_AFTER_MS = 1_000;

/**
 * Posts deliveries until each is taken: on a busy machine the database may take longer than a request waits, and a CMS
 * repeats what got a 503.
 *
 * @returns the articles' ids.
 */
export async function postTaken(url: string, deliveries: RequestInit[], atOnce = 20): Promise<string[]> {
  const refused: string[] = [];
  const onOther = (answer: string) => void refused.push(answer);
  const ids = await postAll(url, deliveries, { atOnce, onOther });
  assert.deepEqual(
    refused.filter((answer) => !answer.startsWith("503")),
    [],
  );
  const again = deliveries.filter((_, index) => ids[index] === undefined);
  const taken = ids.filter((id) => id !== undefined);
  if (again.length === 0) return taken;
  await sleep(RETRY_AFTER_MS);
  return [...taken, ...(await postTaken(url, again, atOnce))];
}

interface TaggingCount {
  articleId: string;
  version: number;
  /** How many taggings the version that lookups show has. */
  taggings: number;
  /** How many taggings all its versions have. */
  all: number;
  /** The outcome of the shown tagging; null when the article shows none, or an older version's. */
  outcome: string | null;
}

/** Counts taggings in the tables, whatever the API answers. */
export async function countTaggings(db: Database): Promise<Map<string, TaggingCount>> {
  const rows = await execute<TaggingCount>(
    db,
    sql`select articles.article_id as "articleId", articles.version::int as version, count(*) filter (where tagging.version = articles.version)::int as taggings,
      count(tagging.version)::int as all, case when tagged_version = articles.version then outcome end as outcome
      from beatline.articles left join lateral (
        select version from beatline.taggings where taggings.article_id = articles.article_id
      ) as tagging on true
      group by articles.article_id`,
  );
  return new Map(rows.map((row) => [row.articleId, row]));
}

/** Where a test finds the tables: a server's URL, or the directory of an embedded database that is closed. */
export type Store = { databaseUrl: string } | { dataDir: string };

/** Works on the tables directly, past the service. */
export async function withTables<T>(store: Store, look: (db: Database) => Promise<T>): Promise<T> {
  const migrations = "src/storage/migrations";
  const database =
    "databaseUrl" in store
      ? await openServer(store.databaseUrl, migrations)
      : await openEmbedded(store.dataDir, migrations);
  try {
    return await look(database.db);
  } finally {
    await database.close();
  }
}

/** Asserts the promise of a 202 in the tables: each article gets exactly one tagging of its highest version. */
export async function assertTaggedOnce(store: Store, articleIds: Iterable<string>, ms = 120_000): Promise<void> {
  const ids = [...new Set(articleIds)];
  assert.ok(ids.length > 0, "some articles were taken");
  await withTables(store, async (db) => {
    await until(
      async () => !(await listWithout(db, ids)).length,
      `${ids.length} articles have their tagging`,
      ms,
    ).catch(async (error: unknown) =>
      assert.fail(`${String(error)}; without: ${(await listWithout(db, ids)).join(" ")}`),
    );
    const counts = await countTaggings(db);
    for (const id of ids) {
      assert.equal(counts.get(id)?.taggings, 1, `${id} has one tagging`);
      assert.equal(counts.get(id)?.outcome, "tagged");
    }
  });
}

async function listWithout(db: Database, ids: readonly string[]): Promise<string[]> {
  const counts = await countTaggings(db);
  return ids.filter((id) => !counts.get(id)?.outcome);
}
