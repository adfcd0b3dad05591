import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import pg from "pg";
import { articleId } from "../../src/domain/article.js";
import { ACTIONS, applyOverrides, type Decision } from "../../src/domain/override.js";
import type { Tagging } from "../../src/domain/tagging.js";
import { TOPICS } from "../../src/domain/topic.js";
import type { Database, OpenDatabase } from "../../src/storage/database.js";
import { listTrainingDecisions, saveDecisions, type TaggedArticle } from "../../src/storage/overrides.js";
import { tags } from "../../src/storage/schema/articles.js";
import { openServer } from "../../src/storage/server-database.js";
import { prepareFindTagging } from "../../src/storage/taggings.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const EDITOR = { keyId: "key_1", keyName: "Ana", requestId: "request-1" };

/** Returns SQL that lets decisions on an article commit only while advisory lock 1 is free. */
const commitLate = (articleId: string) => `
  create function wait_to_commit() returns trigger language plpgsql as
    'begin perform pg_advisory_xact_lock_shared(1); return null; end';
  create constraint trigger late after insert on beatline.overrides deferrable initially deferred
    for each row when (new.article_id = '${articleId}') execute function wait_to_commit()`;

/** Returns an article of the test's own with the actions on it. */
function openArticle(db: Database, externalId: string = randomUUID()) {
  const id = articleId("cms", externalId);
  const store = openStore(db);
  const findTagging = prepareFindTagging(db);
  const find = async (): Promise<TaggedArticle> => {
    const found = await findTagging(id);
    assert.ok(found?.shown);
    return { ...found, shown: found.shown };
  };
  return {
    id,
    find,
    save: (version: number) => store.save({ externalId, version }),
    tag: (tagging: Tagging) => store.tag(id, tagging),
    decide: async (decisions: Decision[], seen?: TaggedArticle) =>
      saveDecisions(db, seen ?? (await find()), decisions, EDITOR),
    /** Returns tags as lists show them. */
    listed: async () => {
      const { topic, decision } = tags;
      const rows = await db.select({ topic, decision }).from(tags).where(eq(tags.articleId, id)).orderBy(asc(topic));
      return rows.map((row) => `${row.topic} ${row.decision}`);
    },
    /** Returns tags as the document shows them. */
    shown: async () => {
      const { shown, standing } = await find();
      return applyOverrides(shown.tagging, standing)
        .tags.map(({ topic, decision }) => `${topic} ${decision}`)
        .toSorted();
    },
  };
}

describe("an editor's decisions in the store", () => {
  const closing = closeAfterSuite();
  let db: Database;
  before(async () => {
    db = (await openTestDatabase(closing)).db;
  });

  it("keep a removed tag removed and an added one added, whatever revision or model comes", async () => {
    const article = openArticle(db);
    await article.save(1);
    await article.tag(aReading({ immigration: "auto" }));
    await article.decide([
      { topic: "immigration", action: "reject" },
      { topic: "labor", action: "add" },
    ]);
    await article.save(2);
    await article.tag(aReading({ immigration: "auto", enforcement: "suggested" }, [], "model-2"));
    assert.deepEqual(await article.listed(), ["enforcement suggested", "labor added"]);
    assert.deepEqual(await article.shown(), ["enforcement suggested", "labor added"]);
  });

  it("show the same tags in lists as in the document, whatever happens in whatever order", async () => {
    const decision = fc.constantFrom<"auto" | "suggested" | undefined>("auto", "suggested", undefined);
    const step = fc.oneof(
      fc.record({ decide: fc.record({ topic: fc.constantFrom(...TOPICS), action: fc.constantFrom(...ACTIONS) }) }),
      fc.record({ reread: fc.tuple(decision, decision, decision) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const article = openArticle(db);
        await article.save(0);
        await article.tag(aReading({ labor: "suggested" }));
        for (const [index, now] of steps.entries()) {
          if ("decide" in now) await article.decide([now.decide]);
          else {
            const [immigration, enforcement, labor] = now.reread;
            const given = {
              ...(immigration && { immigration }),
              ...(enforcement && { enforcement }),
              ...(labor && { labor }),
            };
            await article.tag(aReading(given, [], `model-${index + 2}`));
          }
          assert.deepEqual(await article.listed(), await article.shown());
        }
      }),
      { numRuns: 40 },
    );
  });

  it("are refused on an article that has changed since it was seen", async () => {
    const article = openArticle(db);
    await article.save(1);
    await article.tag(aReading({ labor: "suggested" }));
    const seen = await article.find();
    assert.ok(await article.decide([{ topic: "labor", action: "accept" }], seen));
    assert.equal(await article.decide([{ topic: "labor", action: "reject" }], seen), undefined);
    const later = await article.find();
    await article.tag(aReading({ labor: "auto" }, [], "model-2"));
    assert.equal(await article.decide([{ topic: "labor", action: "reject" }], later), undefined);
    assert.deepEqual(await article.listed(), ["labor accepted"]);
  });
});

describeWith(["initdb", "postgres"], "simultaneous decisions and taggings of an article", () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let database: OpenDatabase;

  before(async () => {
    postgres = await startPostgres();
    database = await openServer(postgres.url, "src/storage/migrations");
    await database.migrate(async () => {});
  });
  after(async () => {
    await database?.close();
    await postgres?.remove();
  });

  it("let at most one editor win, lose no decision to a tagging, and list what the document shows", async () => {
    for (let round = 0; round < 20; round++) {
      const article = openArticle(database.db);
      await article.save(1);
      await article.tag(aReading({ labor: "suggested" }));
      const seen = await article.find();
      const [decided] = await Promise.all([
        Promise.all(Array.from({ length: 8 }, () => article.decide([{ topic: "labor", action: "reject" }], seen))),
        article.tag(aReading({ labor: "auto" }, [], "model-2")),
      ]);
      const winners = decided.filter((standing) => standing !== undefined).length;
      assert.ok(winners <= 1, `${winners} won`);
      assert.deepEqual(await article.listed(), winners === 1 ? [] : ["labor auto"]);
      await article.decide([{ topic: "labor", action: "reject" }]);
      await Promise.all([
        article.decide([{ topic: "labor", action: "clear" }]),
        article.tag(aReading({ immigration: "auto" }, [], "model-3")),
      ]);
      assert.deepEqual(await article.listed(), await article.shown());
    }
  });

  it("hide no decision from a reader that continues after a later one", async () => {
    const [slow, quick] = [openArticle(database.db), openArticle(database.db)];
    const decisions: Decision[] = [{ topic: "labor", action: "accept" }];
    for (const article of [slow, quick]) {
      await article.save(1);
      await article.tag(aReading({ labor: "suggested" }));
    }
    const readOn = (after: number) => listTrainingDecisions(database.db, { visibleSource: null, after }, 100);
    const before = (await readOn(0)).at(-1)?.overrideId ?? 0;
    const holder = new pg.Client({ connectionString: postgres.url });
    await holder.connect();
    try {
      await holder.query(commitLate(slow.id));
      await holder.query("select pg_advisory_lock(1)");
      const first = slow.decide(decisions);
      const whenWaiting = (number: number) =>
        until(async () => {
          const { rows } = await holder.query("select from pg_stat_activity where wait_event_type = 'Lock'");
          return rows.length === number;
        }, `${number} wait`);
      await whenWaiting(1);
      const second = quick.decide(decisions);
      await Promise.race([second, whenWaiting(2)]);
      assert.deepEqual(await readOn(before), []);
      await holder.query("select pg_advisory_unlock(1)");
      await Promise.all([first, second]);
    } finally {
      await holder.end();
    }
    assert.deepEqual(
      (await readOn(before)).map(({ articleId }) => articleId),
      [slow.id, quick.id],
    );
  });
});
