import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { articleId } from "../../src/domain/article.js";
import { Refusal } from "../../src/domain/errors.js";
import type { ArticleEvent } from "../../src/domain/revision.js";
import type { Adapter } from "../../src/intake/adapter.js";
import { ADAPTERS, type AdapterName } from "../../src/intake/adapters.js";
import { type Database, execute } from "../../src/storage/database.js";
import { listDeliveries, loadFailure, purgeDeliveries, saveFailure } from "../../src/storage/deliveries.js";
import { createSaveEvent } from "../../src/storage/intake.js";
import { prepareFindTagging } from "../../src/storage/taggings.js";
import { closeAfterSuite } from "../support/closing.js";
import { changed, NOW } from "../support/cms.js";
import { openTestDatabase } from "../support/database.js";
import { aDelivery } from "../support/stored-articles.js";

const topic = (action: string) => ({ "x-contentful-topic": `ContentManagement.Entry.${action}` });
const node = (action: string) => ({ "x-drupal-webhooks-event": `entity:node:${action}` });

/** For each CMS, a publication, a later one, and each way to withdraw the article after that. */
const LIVES: [AdapterName, published: Event, edited: Event, ends: Event[]][] = [
  ["ghost", ["published"], ["edited"], [["unpublished"], ["deleted"]]],
  ["wordpress", ["published"], ["edited"], [["trashed"], ["deleted"]]],
  ["arc", ["published"], ["edited"], [["unpublished"], ["deleted"]]],
  ["superdesk", ["published"], ["corrected"], [["killed"], ["withheld"]]],
  ["sanity", ["created"], ["updated"], [["deleted"]]],
  [
    "contentful",
    ["published", topic("publish")],
    ["edited", topic("publish")],
    [
      ["deleted", topic("unpublish")],
      ["deleted", topic("delete")],
    ],
  ],
  [
    "drupal",
    ["created", node("create")],
    ["updated", node("update")],
    [
      ["unpublished", node("update")],
      ["deleted", node("delete")],
    ],
  ],
];

type Event = [fixture: string, headers?: Record<string, string>];

describe("deliveries", () => {
  const closing = closeAfterSuite();
  let db: Database;

  before(async () => {
    db = (await openTestDatabase(closing)).db;
  });

  /** Saves the events in this order. @returns the article's state in the end. */
  async function stateAfter(source: string, events: ArticleEvent[]) {
    for (const event of events) await createSaveEvent(db)(event, aDelivery());
    const [event] = events;
    const externalId = event?.kind === "publish" ? event.article.externalId : (event?.externalId ?? "");
    const found = await prepareFindTagging(db)(articleId(source, externalId));
    return { version: found?.version, withdrawn: found?.withdrawn };
  }

  for (const [name, published, edited, ends] of LIVES) {
    it(`from ${name} leave an article withdrawn in whatever order they arrive, even if replayed`, async () => {
      for (const [number, end] of ends.entries()) {
        for (const [place, order] of permutations([published, edited, end]).entries()) {
          const source = `${name}-${number}-${place}`;
          const events = [...order, ...order].map((event) => readEvent(ADAPTERS[name], source, name, event));
          assert.equal((await stateAfter(source, events)).withdrawn, true, `${end[0]} ${place}`);
        }
      }
    });

    it(`from ${name} show an article published after its withdrawal, in whatever order they arrive`, async () => {
      for (const [place, order] of permutations([0, 1, 2]).entries()) {
        const source = `${name}-back-${place}`;
        const first = readEvent(ADAPTERS[name], source, name, published);
        const last = readEvent(ADAPTERS[name], source, name, edited);
        assert.ok(first.kind === "publish" && last.kind === "publish");
        const { externalId, version } = first.article;
        const at = new Date((first.at.getTime() + last.at.getTime()) / 2);
        const between: ArticleEvent = { kind: "withdraw", source, externalId, version, at };
        const events = order.flatMap((index) => [first, between, last][index] ?? []);
        const expected = { version: last.article.version, withdrawn: false };
        assert.deepEqual(await stateAfter(source, events), expected, `${place}`);
      }
    });
  }

  it("are forgotten after ninety days, and failed bodies after seven, even if their source fails no more", async () => {
    const daysAgo = (days: number) => ({ ...aDelivery(), receivedAt: new Date(Date.now() - days * 86_400_000) });
    const problem = { kind: "invalid" as const, detail: "wrong", errors: [] };
    const held = { body: Buffer.from("{}"), headers: {}, signedAt: new Date() };
    const [week, recent, old, young] = [daysAgo(8), daysAgo(6), daysAgo(91), daysAgo(89)];
    await saveFailure(db, "quiet", week, problem, held);
    // A failure prunes its own source, so each of these has another.
    await saveFailure(db, "quieter", recent, problem, held);
    const article = {
      source: "ninety",
      externalId: "1",
      version: 1,
      headline: "A strike",
      body: "Dock workers walked out.",
      bodyFormat: "text" as const,
    };
    const event = { kind: "publish" as const, article, at: new Date() };
    assert.equal((await createSaveEvent(db)(event, old)).status, "queued");
    await createSaveEvent(db)({ ...event, article: { ...article, version: 2 } }, young);
    // Restores the body of the eight-day-old failure, which saveFailure dropped.
    await execute(
      db,
      sql`insert into beatline.failed_bodies (delivery_id, body, headers, signed_at)
        values (${week.deliveryId}, ''::bytea, '{}', now()) on conflict do nothing`,
    );
    assert.equal(await purgeDeliveries(db), 2);
    assert.equal(await purgeDeliveries(db), 0);
    await assert.rejects(loadFailure(db, week.deliveryId), /no longer here/);
    await loadFailure(db, recent.deliveryId);
    const ids = async (source: string) =>
      (await listDeliveries(db, { source, visibleSource: null }, undefined, 10)).map(({ deliveryId }) => deliveryId);
    assert.deepEqual(await ids("ninety"), [young.deliveryId]);
    assert.deepEqual(await ids("quiet"), [week.deliveryId]);
    const again = await createSaveEvent(db)(event, aDelivery());
    assert.notEqual(again.status, "queued", "a delivery that is sent again is still known");
  });

  it("that fail are kept, 1,000 per source, with bodies of up to 1 MB for seven days", async () => {
    const fail = async (source: string, receivedAt = new Date(), body = Buffer.from("{}")) => {
      const delivery = { ...aDelivery(), receivedAt };
      const problem = { kind: "invalid" as const, detail: "no", errors: [] };
      await saveFailure(db, source, delivery, problem, { body, headers: {}, signedAt: receivedAt });
      return delivery.deliveryId;
    };
    const day = 24 * 60 * 60 * 1000;
    const old = await fail("failing", new Date(Date.now() - 8 * day));
    const large = await fail("failing", new Date(), Buffer.alloc(1_000_001));
    const largest = await fail("failing", new Date(), Buffer.alloc(1_000_000));
    const first = await fail("failing", new Date(Date.now() - day));
    const elsewhere = await fail("elsewhere");
    assert.deepEqual(Buffer.from((await loadFailure(db, first)).failed.body), Buffer.from("{}"));
    assert.equal((await loadFailure(db, largest)).failed.body.length, 1_000_000);
    await execute(
      db,
      sql`
      insert into beatline.deliveries (delivery_id, source, webhook_id, status, received_at)
      select 'dlv_' || gen_random_uuid(), 'failing', 'msg', 'failed', now() from generate_series(1, 1000)`,
    );
    const isGone = (error: unknown) =>
      error instanceof Refusal && error.kind === "conflict" && /7 days/.test(error.message);
    await assert.rejects(loadFailure(db, old), isGone);
    await assert.rejects(loadFailure(db, large), isGone);
    await fail("failing");
    await assert.rejects(loadFailure(db, first), /There is no delivery/);
    await loadFailure(db, elsewhere);
    const [count] = await execute<{ n: number }>(
      db,
      sql`select count(*)::int as n from beatline.deliveries where source = 'failing'`,
    );
    assert.equal(count?.n, 1_000);
    const listed = await listDeliveries(db, { status: "failed", visibleSource: "elsewhere" }, undefined, 10);
    assert.deepEqual(
      listed.map(({ deliveryId }) => deliveryId),
      [elsewhere],
    );
  });
});

function readEvent(adapter: Adapter, source: string, name: string, [file, headers = {}]: Event): ArticleEvent {
  const event = adapter.read(source, changed(`${name}/${file}`), { header: (key) => headers[key], at: NOW });
  assert.ok(event.kind !== "ignore");
  return event;
}

function permutations<T>(things: T[]): T[][] {
  if (things.length < 2) return [things];
  return things.flatMap((thing, index) =>
    permutations([...things.slice(0, index), ...things.slice(index + 1)]).map((rest) => [thing, ...rest]),
  );
}
