import { sql } from "drizzle-orm";
import { type Article, articleId, type RevisionRef } from "../domain/article.js";
import { Refusal } from "../domain/errors.js";
import { type ArticleEvent, contentHash, type DeliveryStatus } from "../domain/revision.js";
import { type Database, execute, iso } from "./database.js";

/** A webhook call: `deliveryId` is ours and unique, `webhookId` the sender's. */
export interface Delivery {
  deliveryId: string;
  webhookId: string;
  receivedAt: Date;
}

export interface Intake extends RevisionRef {
  status: DeliveryStatus;
}

/**
 * Stores what a delivery brought, in one commit, before it may be answered with a 202. The same delivery may come any
 * number of times, at once or later.
 *
 * @throws Refusal `conflict` when the version is here with another text.
 */
export async function saveEvent(db: Database, event: ArticleEvent, delivery: Delivery): Promise<Intake> {
  if (event.kind === "withdraw") return withdraw(db, event, delivery);
  const { article, at } = event;
  const ref = { articleId: articleId(article.source, article.externalId), version: article.version };
  const status =
    (await insertRevision(db, ref, article, at, delivery)) ?? (await repeatRevision(db, ref, article, at, delivery));
  return { ...ref, status };
}

/** @returns undefined when the version is here already. */
async function insertRevision(
  db: Database,
  ref: RevisionRef,
  article: Article,
  at: Date,
  delivery: Delivery,
): Promise<DeliveryStatus | undefined> {
  const received = delivery.receivedAt;
  const rows = await execute<{ status: DeliveryStatus }>(
    db,
    sql`
    with revision as (
      insert into beatline.revisions
        (article_id, version, content_hash, headline, body, body_format, language, received_at)
      values (${ref.articleId}, ${ref.version}, ${contentHash(article)}, ${article.headline}, ${article.body},
        ${article.bodyFormat}, ${article.language ?? null}, ${iso(received)}::timestamptz)
      on conflict do nothing returning article_id
    ), current as (
      insert into beatline.articles as kept
        (article_id, source, external_id, version, event_at, listed_at, changed_at, headline, url, section,
         published_at, updated_at)
      select article_id, ${article.source}, ${article.externalId}, ${ref.version}::bigint, ${iso(at)}::timestamptz,
        ${iso(article.publishedAt ?? received)}::timestamptz, ${iso(received)}::timestamptz, ${article.headline},
        ${article.url ?? null}, ${article.section ?? null}, ${iso(article.publishedAt)}::timestamptz,
        ${iso(article.updatedAt)}::timestamptz
      from revision
      on conflict (article_id) do update set
        version = excluded.version, event_at = excluded.event_at, changed_at = excluded.changed_at,
        headline = excluded.headline, url = excluded.url, section = excluded.section,
        published_at = excluded.published_at, updated_at = excluded.updated_at, withdrawn_at = null,
        listed_at = case when excluded.published_at is null then kept.listed_at else excluded.listed_at end
      where (excluded.version, excluded.event_at) > (kept.version, kept.event_at)
      returning article_id
    )
    insert into beatline.deliveries (delivery_id, source, webhook_id, article_id, version, status, received_at)
    select ${delivery.deliveryId}, ${article.source}, ${delivery.webhookId}, article_id, ${ref.version}::bigint,
      case when exists (select 1 from current) then 'queued' else 'superseded' end, ${iso(received)}::timestamptz
    from revision returning status`,
  );
  return rows[0]?.status;
}

/** The version is here: either the same text once more, which may bring back a withdrawn article, or a conflict. */
async function repeatRevision(
  db: Database,
  ref: RevisionRef,
  article: Article,
  at: Date,
  delivery: Delivery,
): Promise<DeliveryStatus> {
  const rows = await execute<{ same: boolean }>(
    db,
    sql`
    with stored as (
      select content_hash = ${contentHash(article)} as same from beatline.revisions
      where article_id = ${ref.articleId} and version = ${ref.version}
    ), revived as (
      update beatline.articles set withdrawn_at = null, event_at = ${iso(at)}::timestamptz
      where article_id = ${ref.articleId} and version = ${ref.version} and withdrawn_at is not null
        and event_at < ${iso(at)}::timestamptz and (select same from stored)
      returning article_id
    ), shown as (
      update beatline.tags set withdrawn = false from revived where tags.article_id = revived.article_id
    ), logged as (
      insert into beatline.deliveries (delivery_id, source, webhook_id, article_id, version, status, received_at)
      select ${delivery.deliveryId}, ${article.source}, ${delivery.webhookId}, ${ref.articleId}, ${ref.version}::bigint,
        'duplicate', ${iso(delivery.receivedAt)}::timestamptz
      from stored where same
    )
    select same from stored`,
  );
  if (rows[0]?.same) return "duplicate";
  throw new Refusal(
    "conflict",
    `Version ${ref.version} of this article is stored with another text. A text never changes under its version: ` +
      "send the new text with a higher version",
  );
}

async function withdraw(
  db: Database,
  event: Extract<ArticleEvent, { kind: "withdraw" }>,
  delivery: Delivery,
): Promise<Intake> {
  const { source, externalId, version, at } = event;
  const id = articleId(source, externalId);
  const received = iso(delivery.receivedAt);
  const rows = await execute<{ status: DeliveryStatus }>(
    db,
    sql`
    with current as (
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
      case when exists (select 1 from current) then 'withdrawn' else 'superseded' end, ${received}::timestamptz)
    returning status`,
  );
  await hideTags(db, id);
  return { articleId: id, version, status: rows[0]?.status ?? "superseded" };
}

/**
 * A statement of its own, since one sees nothing that is committed once it has begun: with the article locked, whoever
 * was storing its tags has done so, and who comes later finds it withdrawn. A delivery that is sent again does it again.
 */
async function hideTags(db: Database, id: string): Promise<void> {
  await execute(
    db,
    sql`
    with article as (
      select article_id, withdrawn_at from beatline.articles where article_id = ${id} for update
    )
    update beatline.tags set withdrawn = article.withdrawn_at is not null from article
    where tags.article_id = article.article_id`,
  );
}
