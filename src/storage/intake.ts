import { sql } from "drizzle-orm";
import { articleId } from "../domain/article.js";
import { Refusal } from "../domain/errors.js";
import type { ArticleEvent, DeliveryStatus } from "../domain/revision.js";
import { batchStatements, type Database, execute, iso } from "./database.js";
import { type Delivery, type Intake, type Publication, savePublications } from "./publications.js";

/**
 * Stores what a delivery brought, in one commit, before it may be answered with a 202. The same delivery may come any
 * number of times, at once or later.
 *
 * @throws Refusal `conflict` when the version is stored with a different text, section, URL or language.
 */
export type SaveEvent = (event: ArticleEvent, delivery: Delivery) => Promise<Intake>;

/** Deliveries that arrive while two commits are under way share the next one. */
const BATCHES = { most: 50, inFlight: 2 };

export function createSaveEvent(db: Database): SaveEvent {
  const publish = batchStatements((given: readonly Publication[]) => savePublications(db, given), BATCHES);
  return async (event, delivery) => {
    if (event.kind === "withdraw") return withdraw(db, event, delivery);
    const taken = await publish({ article: event.article, at: event.at, delivery, backfill: false });
    if (taken instanceof Refusal) throw taken;
    return taken;
  };
}

type Withdrawal = Extract<ArticleEvent, { kind: "withdraw" }>;

async function withdraw(db: Database, event: Withdrawal, delivery: Delivery): Promise<Intake> {
  const { source, externalId, version } = event;
  const id = articleId(source, externalId);
  const status = await db.transaction(async (transaction) => {
    const taken = await withdrawArticle(transaction, id, event, delivery);
    await hideTags(transaction, id);
    return taken;
  });
  return { articleId: id, version, status };
}

async function withdrawArticle(
  transaction: Database,
  id: string,
  { source, externalId, version, at }: Withdrawal,
  delivery: Delivery,
): Promise<DeliveryStatus> {
  const received = iso(delivery.receivedAt);
  const rows = await execute<{ status: DeliveryStatus }>(
    transaction,
    sql`
    with before as (
      select version, withdrawn_at from beatline.articles where article_id = ${id} for update
    ), current as (
      insert into beatline.articles as kept
        (article_id, source, external_id, version, event_at, withdrawn_at, listed_at, changed_at, headline)
      values (${id}, ${source}, ${externalId}, ${version}, ${iso(at)}::timestamptz, ${received}::timestamptz,
        ${received}::timestamptz, ${received}::timestamptz, '')
      on conflict (article_id) do update set
        version = excluded.version, event_at = excluded.event_at, changed_at = excluded.changed_at,
        withdrawn_at = excluded.withdrawn_at
      where (excluded.version, excluded.event_at) >= (kept.version, kept.event_at)
      returning article_id
    )
    insert into beatline.deliveries (delivery_id, source, webhook_id, article_id, version, status, received_at)
    values (${delivery.deliveryId}, ${source}, ${delivery.webhookId}, ${id}, ${version},
      case when exists (select 1 from before where version = ${version}::bigint and withdrawn_at is not null) then 'duplicate'
        when exists (select 1 from current) then 'withdrawn' else 'superseded' end, ${received}::timestamptz)
    returning status`,
  );
  return rows[0]?.status ?? "superseded";
}

/**
 * Hides the tags in a second statement, since a statement sees nothing that is committed once it has begun. The first
 * one has locked the article: a worker that was storing tags is done, and a later one finds the article withdrawn.
 */
async function hideTags(transaction: Database, id: string): Promise<void> {
  await execute(
    transaction,
    sql`
    update beatline.tags set withdrawn = withdrawn_at is not null from beatline.articles
    where articles.article_id = ${id} and tags.article_id = articles.article_id`,
  );
}
