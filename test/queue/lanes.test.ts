import assert from "node:assert/strict";
import type { PgPool } from "bullmq";
import type { QueueBackend } from "../../src/queue/backend.js";
import { openTaggingQueue, startTaggingWorker } from "../../src/queue/tagging-queue.js";
import { parseRedisUrl } from "../../src/redis-url.js";
import type { OpenDatabase } from "../../src/storage/database.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { startRedis } from "../support/redis-server.js";

const ARCHIVE = 40;
/** Archive articles that the CMS sends too while their jobs wait: one in a newer version, one in the same. */
const SAVED_AGAIN = "archive-30";
const SENT_AGAIN = "archive-35";

/** Works through an archive one by one; after three, the CMS sends. @returns the articles in the order of work. */
async function workOff(backend: QueueBackend): Promise<string[]> {
  const queue = openTaggingQueue(backend, () => {});
  const ids = Array.from({ length: ARCHIVE }, (_, index) => `archive-${index}`);
  await queue.enqueue(ids.map((articleId) => ({ articleId, version: 1, backfill: true })));
  const done: string[] = [];
  const process = async ({ articleId, backfill }: { articleId: string; backfill?: boolean | undefined }) => {
    done.push(backfill ? articleId : `${articleId} now`);
    if (done.length === 3) {
      await queue.enqueue([
        ...["live", SAVED_AGAIN].map((articleId) => ({ articleId, version: 2 })),
        { articleId: SENT_AGAIN, version: 1 },
      ]);
    }
    return undefined;
  };
  const worker = startTaggingWorker(backend, 1, process, () => {});
  await until(async () => (await queue.countOpen()) === 0 && done.length > 0, "the queue is empty");
  await worker.close();
  await queue.close();
  return done;
}

function assertOvertaken(done: string[]): void {
  assert.equal(done.length, ARCHIVE + 3);
  // One archive job may be fetched before those of the CMS arrive.
  const first = done.indexOf("live now");
  assert.ok(first >= 3 && first <= 4, done.join(" "));
  assert.deepEqual(done.slice(first + 1, first + 3), [`${SAVED_AGAIN} now`, `${SENT_AGAIN} now`]);
}

describe("an archive in the embedded queue", () => {
  const closing = closeAfterSuite();
  let database: OpenDatabase;
  before(async () => {
    database = await openTestDatabase(closing);
  });

  it("is overtaken by articles that a CMS sends, even by those that wait in the archive", async () => {
    const pool: PgPool = database.queuePool;
    assertOvertaken(await workOff({ kind: "postgres", pool }));
  });
});

describeWith(["redis-server"], "an archive in Redis", () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis?.remove());

  it("is overtaken by articles that a CMS sends, even by those that wait in the archive", async () => {
    const target = parseRedisUrl(redis.url);
    assert.ok(target);
    assertOvertaken(await workOff({ kind: "redis", redis: target }));
  });
});
