import type pg from "pg";
import { classify } from "../models/classify.js";
import { loadModels } from "../models/load.js";
import { openMigrated } from "../src/start.js";
import type { OpenDatabase } from "../src/storage/database.js";
import { readBenchTexts } from "./gold-texts.js";
import { connect } from "./servers.js";

/** What only the oldest articles have: a list by it walks all others, unless an index leads to them. */
export const RARE = { section: "obituaries", source: "partner", tone: "mixed", outcome: "failed" } as const;
/** More than one page. */
const RARE_ARTICLES = 30;
const SAMPLES = 20;
/** The newest article's time; there is one a minute up to it. */
export const NEWEST = new Date("2026-11-24T12:00:00Z");

/**
 * Opens a database with one article a minute, made in SQL, and taggings of a few real texts. The texts themselves,
 * which nothing reads here, are left out.
 */
export async function openFilled(serverUrl: string, name: string, count: number): Promise<OpenDatabase> {
  const admin = await connect(serverUrl);
  await admin.query(`create database ${name}`);
  await admin.end();
  const databaseUrl = urlOf(serverUrl, name);
  const database = await openMigrated({ databaseUrl, dataDir: "" }, ".");
  const client = await connect(databaseUrl);
  await fillSamples(client);
  await client.query(ARTICLES, [count, RARE_ARTICLES, NEWEST]);
  await client.query(TAGGINGS);
  await client.query(TAGS);
  // Autovacuum does this in its own time. Without it, an index alone cannot tell whether a row is visible.
  await client.query("vacuum analyze");
  await client.end();
  return database;
}

export function urlOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}

async function fillSamples(client: pg.Client): Promise<void> {
  const models = loadModels("models");
  const { texts } = readBenchTexts(SAMPLES);
  await client.query("create table samples (place int primary key, tagging json not null)");
  for (const [place, { headline, body }] of texts.entries()) {
    const tagging = { ...classify({ headline, body, bodyFormat: "text" }, models), text: undefined };
    await client.query("insert into samples values ($1, $2)", [place, JSON.stringify(tagging)]);
  }
}

/** Inserted oldest first, as they would have come. The ids have the form of real ones. */
const ARTICLES = `
  insert into beatline.articles (article_id, source, external_id, version, event_at, listed_at, changed_at, headline, url,
    section, published_at, updated_at, tagged_version, model_version, outcome, tone, standing)
  select 'art_' || left(translate(md5(age::text), '0189', 'ghij'), 26), case when rare then '${RARE.source}' else 'cms' end,
    'wp-' || age, 1, at, at, at, 'A headline of the usual length about what happened, number ' || age,
    'https://news.example/2026/11/story-' || age,
    case when rare then '${RARE.section}' else (array['politics', 'national', 'business', 'world', 'sport'])[1 + age % 5] end,
    at, at, 1, 'model-1',
    case when rare then '${RARE.outcome}' when age % 3 = 0 then 'noTopic' else 'tagged' end,
    case when rare then '${RARE.tone}' else (array['neutral', 'negative', 'positive'])[1 + age % 7 % 3] end,
    case when rare then '{"labor":"reject"}'::json else '{}' end
  from (select age, age >= $1 - $2 as rare, $3::timestamptz - age * interval '1 minute' as at
    from generate_series($1::int - 1, 0, -1) as age) as aged`;

const TAGGINGS = `
  insert into beatline.taggings (article_id, version, model_version, tagging, tagged_at)
  select article_id, 1, 'model-1', tagging, changed_at
  from beatline.articles join samples on place = substring(external_id from 4)::int % ${SAMPLES} order by listed_at`;

/** Each topic is on a third of the articles; one in ten is suggested, and only the oldest were added by an editor. */
const TAGS = `
  insert into beatline.tags (article_id, topic, decision, confidence, urgency, tone, listed_at, source, section, model_version)
  select article_id, topic,
    case when outcome = '${RARE.outcome}' then 'added' when age % 10 = 0 then 'suggested' else 'auto' end,
    0.9, 0, sin(age), listed_at, source, section, model_version
  from (select *, substring(external_id from 4)::int as age from beatline.articles) as articles
    join (values ('immigration', 0), ('enforcement', 1), ('labor', 2)) as topics (topic, place)
      on place = age / 2 % 3 or outcome = '${RARE.outcome}'
  where outcome <> 'noTopic' order by listed_at`;
