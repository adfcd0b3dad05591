import { type SQL, sql } from "drizzle-orm";
import { type Article, articleId, type RevisionRef } from "../domain/article.js";
import { Refusal } from "../domain/errors.js";
import { contentHash, type DeliveryStatus } from "../domain/revision.js";
import { normalizeUrl } from "../domain/url.js";
import { type Database, execute, iso } from "./database.js";

/** A call that brought an article: `deliveryId` is ours and unique, `webhookId` the sender's. */
export interface Delivery {
  deliveryId: string;
  webhookId: string;
  receivedAt: Date;
}

export interface Intake extends RevisionRef {
  status: DeliveryStatus;
}

/** A text to be shown. `at` orders events of one version; a `backfill` is tagged only when nothing else waits. */
export interface Publication {
  article: Article;
  at: Date;
  delivery: Delivery;
  backfill: boolean;
}

/**
 * Stores texts in one statement, and in a second one those whose version is stored already. A text may come any number
 * of times, at once, later or twice in `given`. Of several new versions of one article, the highest is shown and the
 * others are superseded.
 *
 * @returns the result for each, in order: a Refusal `conflict` when the version is stored with a different text,
 *   section, URL or language.
 */
export async function savePublications(db: Database, given: readonly Publication[]): Promise<(Intake | Refusal)[]> {
  const rows = given.map(toRow);
  const added = await insertRevisions(db, rows);
  const others = rows.filter(({ delivery_id }) => !added.has(delivery_id));
  const repeated = others.length > 0 ? await repeatRevisions(db, others) : new Map<string, DeliveryStatus>();
  const taken = rows.map((row) => {
    const { delivery_id, article_id, version } = row;
    const status = added.get(delivery_id) ?? repeated.get(delivery_id);
    return status ? { articleId: article_id, version, status } : refuseOther(db, row);
  });
  return Promise.all(taken);
}

type Row = ReturnType<typeof toRow>;

function toRow({ article, at, delivery, backfill }: Publication, index: number) {
  const { receivedAt } = delivery;
  return {
    ordinal: index,
    delivery_id: delivery.deliveryId,
    webhook_id: delivery.webhookId,
    received_at: iso(receivedAt),
    event_at: iso(at),
    backfill,
    article_id: articleId(article.source, article.externalId),
    source: article.source,
    external_id: article.externalId,
    version: article.version,
    content_hash: contentHash(article),
    headline: article.headline,
    body: article.body,
    body_format: article.bodyFormat,
    language: article.language ?? null,
    url: article.url ?? null,
    url_key: (article.url && normalizeUrl(article.url)) || null,
    section: article.section ?? null,
    listed_at: iso(article.publishedAt ?? receivedAt),
    published_at: iso(article.publishedAt),
    updated_at: iso(article.updatedAt),
  };
}

/**
 * Inserts new versions. A backfill from before a withdrawal does not bring the article back, whatever its version. Rows
 * are locked in the order of their ids, revisions before articles, so that two batches never wait for each other.
 *
 * @returns the status of each delivery that brought a new version.
 */
async function insertRevisions(db: Database, rows: readonly Row[]): Promise<Map<string, DeliveryStatus>> {
  const { facts, bodies } = takeBodiesOut(rows);
  // The version moves on all the same, so that a later publication of this text finds the article at it.
  const isOlderThanWithdrawal = sql`(excluded.backfill and kept.withdrawn_at is not null
    and excluded.event_at <= kept.event_at)`;
  const added = await execute<{ deliveryId: string; status: DeliveryStatus }>(
    db,
    sql`
    with fresh as (
      select distinct on (article_id, version) *,
        convert_from(substring(${bodies}::bytea from body_from for body_bytes), 'UTF8') as body
      from json_to_recordset(${JSON.stringify(facts)}::json) as fact
        (ordinal int, delivery_id text, webhook_id text, received_at timestamptz, event_at timestamptz, backfill boolean,
         article_id text, source text, external_id text, version bigint, content_hash text, headline text, body_format text, language text, url text, url_key text, section text, listed_at timestamptz, published_at timestamptz,
         updated_at timestamptz, body_from int, body_bytes int)
      order by article_id, version, ordinal
    ), revision as (
      insert into beatline.revisions
        (article_id, version, content_hash, headline, body, body_format, language, received_at)
      select article_id, version, content_hash, headline, body, body_format, language, received_at from fresh
      on conflict do nothing returning article_id, version
    ), current as (
      insert into beatline.articles as kept
        (article_id, source, external_id, version, event_at, listed_at, changed_at, headline, url, url_key,
         section, published_at, updated_at, backfill)
      select distinct on (article_id) article_id, source, external_id, version, event_at, listed_at, received_at,
        headline, url, url_key, section, published_at, updated_at, backfill
      from fresh join revision using (article_id, version)
      order by article_id, version desc
      on conflict (article_id) do update set
        version = excluded.version, changed_at = excluded.changed_at,
        event_at = case when ${isOlderThanWithdrawal} then kept.event_at else excluded.event_at end,
        withdrawn_at = case when ${isOlderThanWithdrawal} then kept.withdrawn_at end,
        headline = excluded.headline, url = excluded.url, url_key = excluded.url_key, section = excluded.section,
        published_at = excluded.published_at, updated_at = excluded.updated_at,
        listed_at = case when excluded.published_at is null then kept.listed_at else excluded.listed_at end,
        backfill = excluded.backfill
      where (excluded.version, excluded.event_at) > (kept.version, kept.event_at)
      returning article_id, version, listed_at, section, withdrawn_at
    ), shown as (
      select article_id, version, listed_at, section from current where withdrawn_at is null
    ), ${placeTags(sql`shown`)}
    insert into beatline.deliveries (delivery_id, source, webhook_id, article_id, version, status, received_at)
    select delivery_id, source, webhook_id, article_id, version,
      case when (article_id, version) in (select article_id, version from shown) then 'queued' else 'superseded' end,
      received_at
    from fresh join revision using (article_id, version)
    returning delivery_id as "deliveryId", status`,
  );
  return new Map(added.map(({ deliveryId, status }) => [deliveryId, status]));
}

/**
 * Takes the bodies out of the JSON, which PostgreSQL would read twice; a list of them, node-postgres would write as one
 * long text. So they go as bytes, one after the other, and each row says where its own begins, from 1, and how long it
 * is.
 */
function takeBodiesOut(rows: readonly Row[]) {
  const bodies = rows.map(({ body }) => Buffer.from(body));
  let next = 1;
  const facts = rows.map(({ body: _, ...fact }, index) => {
    const body_bytes = bodies[index]?.length ?? 0;
    const body_from = next;
    next += body_bytes;
    return { ...fact, body_from, body_bytes };
  });
  return { facts, bodies: Buffer.concat(bodies) };
}

/**
 * Handles deliveries whose versions are stored, with the same text or another. The same text may bring back a withdrawn
 * article. It is then shown as this delivery has it, since the one that brought the text may have come too late to be
 * shown. Its event is sent again, since deliveries due while it was withdrawn had nothing to send. If it was untagged,
 * it is queued again, since its job may have found it withdrawn.
 *
 * A backfill that a CMS sends while it waits is queued again too, to be tagged first. The latest time of what is shown
 * is kept, so that an earlier withdrawal that comes late changes nothing.
 *
 * @returns the status of each delivery whose text is the same.
 */
async function repeatRevisions(db: Database, rows: readonly Row[]): Promise<Map<string, DeliveryStatus>> {
  const bare = rows.map(({ body, ...row }) => row);
  const overtakes = sql`(withdrawn_at is null and tagged_version is distinct from version
    and kept.backfill and not latest.backfill)`;
  const same = await execute<{ deliveryId: string; status: DeliveryStatus }>(
    db,
    sql`
    with same as (
      select given.* from json_to_recordset(${JSON.stringify(bare)}::json) as given
        (delivery_id text, webhook_id text, received_at timestamptz, event_at timestamptz, backfill boolean,
         article_id text, source text, version bigint, content_hash text, headline text, url text, url_key text,
         section text, listed_at timestamptz, published_at timestamptz, updated_at timestamptz)
      join beatline.revisions using (article_id, version, content_hash)
    ), latest as (
      select distinct on (article_id, version) * from same order by article_id, version, event_at desc
    ), before as (
      select latest.*, withdrawn_at is not null as withdrawn, ${overtakes} as overtakes
      from beatline.articles as kept join latest using (article_id, version)
      where kept.event_at < latest.event_at or ${overtakes}
      order by article_id for update of kept
    ), renewed as (
      update beatline.articles as kept set
        event_at = greatest(kept.event_at, before.event_at), backfill = kept.backfill and not overtakes,
        changed_at = case when overtakes then received_at else changed_at end
      from before where kept.article_id = before.article_id and not withdrawn
    ), revived as (
      update beatline.articles as kept set
        withdrawn_at = null, event_at = before.event_at, changed_at = received_at, headline = before.headline,
        url = before.url, url_key = before.url_key, section = before.section, published_at = before.published_at,
        updated_at = before.updated_at, backfill = before.backfill,
        listed_at = case when before.published_at is null then kept.listed_at else before.listed_at end
      from before where kept.article_id = before.article_id and withdrawn
      returning kept.article_id, kept.listed_at, kept.section, kept.version, kept.tagged_version, kept.model_version,
        kept.outcome, before.delivery_id
    ), told as (
      insert into beatline.outbox (type, article_id, version, model_version, at)
      select case outcome when 'failed' then 'article.failed' else 'article.tagged' end, article_id, version, model_version, now()
      from revived where tagged_version = version
    ), ${placeTags(sql`revived`)}
    insert into beatline.deliveries (delivery_id, source, webhook_id, article_id, version, status, received_at)
    select delivery_id, source, webhook_id, article_id, version,
      case when delivery_id in (select delivery_id from revived where tagged_version is distinct from version
          union all select delivery_id from before where overtakes) then 'queued' else 'duplicate' end,
      received_at
    from same
    returning delivery_id as "deliveryId", status`,
  );
  return new Map(same.map(({ deliveryId, status }) => [deliveryId, status]));
}

/** Puts tags where their article is in lists and trends, even while the version that moved it waits for its tagging. */
function placeTags(placed: SQL): SQL {
  return sql`placed as (
      update beatline.tags set withdrawn = false, listed_at = ${placed}.listed_at, section = ${placed}.section
      from ${placed} where tags.article_id = ${placed}.article_id
        and (tags.withdrawn, tags.listed_at, tags.section) is distinct from (false, ${placed}.listed_at, ${placed}.section)
    )`;
}

/** Names the differing fields. Only a shown version has section and URL: if the rest is equal, one of them differs. */
async function refuseOther(db: Database, given: Row): Promise<Refusal> {
  const { article_id, version } = given;
  const [stored] = await execute<Pick<Row, "headline" | "body" | "body_format" | "language">>(
    db,
    sql`select headline, body, body_format, language from beatline.revisions
      where article_id = ${article_id} and version = ${version}`,
  );
  const differing = [
    stored?.headline !== given.headline && "headline",
    stored?.body !== given.body && "body",
    stored?.body_format !== given.body_format && "bodyFormat",
    stored?.language !== given.language && "language",
  ].filter((field) => field !== false);
  const fields = differing.length > 0 ? differing.join(" and ") : "section or url";
  return new Refusal(
    "conflict",
    `Version ${version} of this article is stored with another ${fields}. The content of a version never changes: ` +
      "send the new article with a higher version",
  );
}
