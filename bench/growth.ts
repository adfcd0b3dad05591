import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { type Database, execute, type OpenDatabase } from "../src/storage/database.js";
import { type ListFilter, listArticles } from "../src/storage/listing.js";
import { prepareFindTagging } from "../src/storage/taggings.js";
import { type TrendFilter, tallyTagged, tallyTopic } from "../src/storage/trends.js";
import type { Benchmark } from "./benchmark.js";
import { NEWEST, openFilled, RARE, urlOf } from "./growth-fill.js";
import { compare, type Side } from "./measure.js";
import { connect, SERVER_PROGRAMS, withServers } from "./servers.js";

const FEW = 10_000;
const MANY = 1_000_000;
/** Many short turns, so that other load on the machine meets both sides. */
const CALLS = 40;
const ROUNDS = 25;
const SAMPLES = 1_000;
const PAGE = 20;
/** A span with the same number of articles on both sides: six days, one a minute. */
const WINDOW_MS = 6 * 86_400_000;

type Call = (db: Database, turn: number) => Promise<unknown>;

/** Compares reads at a million articles with the same at ten thousand: the one that slows most decides. */
export const growthAgainstFewArticles: Benchmark = {
  name: "growth",
  least: 0.67,
  what: `lookups, lists and trends a second at ${MANY} articles / at ${FEW}, the least of them`,
  needs: SERVER_PROGRAMS,
  run: () =>
    withServers(async ({ postgres }) => {
      const few = await openFilled(postgres.url, "few", FEW);
      const many = await openFilled(postgres.url, "many", MANY);
      await printPlans(urlOf(postgres.url, "many"), many.db);
      const found = await measureAll(many, few);
      await Promise.all([many.close(), few.close()]);
      return found;
    }),
};

async function measureAll(many: OpenDatabase, few: OpenDatabase) {
  const [atMany, atFew] = await Promise.all([listCalls(many.db), listCalls(few.db)]);
  let worst = { ratio: Number.POSITIVE_INFINITY, ours: "", theirs: "" };
  for (const [name, call] of Object.entries(atMany)) {
    const other = atFew[name] ?? call;
    const [ourSide, theirSide] = [timed(many.db, call), timed(few.db, other)];
    for (const warmUp of [ourSide, theirSide]) await warmUp();
    const { ours, theirs } = await compare(ourSide, theirSide, ROUNDS);
    const ratio = ours / theirs;
    print(`  ${name}: ${milliseconds(ours)} against ${milliseconds(theirs)}, ratio ${ratio.toFixed(2)}`);
    if (ratio < worst.ratio) worst = { ratio, ours: `${name} ${milliseconds(ours)}`, theirs: milliseconds(theirs) };
  }
  return worst;
}

/** Calls one after the other, so that what is measured is the time that a caller waits. */
function timed(db: Database, call: Call): Side {
  let next = 0;
  return async () => {
    const started = performance.now();
    for (let turn = 0; turn < CALLS; turn++) await call(db, next++);
    return CALLS / ((performance.now() - started) / 1000);
  };
}

async function listCalls(db: Database): Promise<Record<string, Call>> {
  const articles = await sampleArticles(db);
  const at = (turn: number) => articles[turn % articles.length] ?? { articleId: "", listedAt: NEWEST };
  const find = prepareFindTagging(db);
  const trend = (work: (db: Database, filter: TrendFilter) => Promise<unknown>): Call => {
    return (asked, turn) => work(asked, { visibleSource: null, ...windowAt(turn % SAMPLES) });
  };
  return {
    // Prepared once on the measured database; prepared anew on the connection that explains plans.
    lookup: (asked, turn) => (asked === db ? find : prepareFindTagging(asked))(at(turn).articleId),
    list: list({}),
    "list, a page far down": (asked, turn) => listArticles(asked, { visibleSource: null }, at(turn), PAGE),
    "list by topic": list({ topic: "labor" }),
    "list by topic, a page far down": (asked, turn) =>
      listArticles(asked, { topic: "labor", visibleSource: null }, at(turn), PAGE),
    "list by topic and a rare decision": list({ topic: "labor", decision: "added" }),
    "list by a rare decision": list({ decision: "added" }),
    "list of the few that were rejected": list({ decision: "rejected" }),
    "list by topic of the few that were rejected": list({ topic: "labor", decision: "rejected" }),
    "list by a rare section": list({ section: RARE.section }),
    "list by a rare source": list({ source: RARE.source }),
    "list of a key that is bound to a rare source": list({ visibleSource: RARE.source }),
    "list by a rare tone": list({ tone: RARE.tone }),
    "list by a rare outcome": list({ outcome: RARE.outcome }),
    "list by topic and a rare section": list({ topic: "labor", section: RARE.section }),
    "list by a common section and a rare tone": list({ section: "politics", tone: RARE.tone }),
    "list of what is older": list({ topic: "labor", publishedBefore: new Date(NEWEST.getTime() - WINDOW_MS) }),
    "trend of the count or the tone": trend((asked, filter) => tallyTopic(asked, "labor", "day", filter)),
    "trend of the count in a section": trend((asked, filter) =>
      tallyTopic(asked, "labor", "day", { ...filter, section: "politics" }),
    ),
    "trend of the share": trend((asked, filter) => tallyTagged(asked, "day", filter)),
  };
}

function list(filter: Partial<ListFilter>): Call {
  return (db) => listArticles(db, { visibleSource: null, ...filter }, undefined, PAGE);
}

async function sampleArticles(db: Database) {
  const rows = await execute<{ articleId: string; listedAt: string }>(
    db,
    sql`select article_id as "articleId", listed_at as "listedAt" from beatline.articles order by md5(article_id || '-') limit ${SAMPLES}`,
  );
  return rows.map(({ articleId, listedAt }) => ({ articleId, listedAt: new Date(listedAt) }));
}

/** Returns a window that lies within the smaller database. */
function windowAt(turn: number) {
  const spare = FEW * 60_000 - WINDOW_MS;
  const publishedBefore = new Date(NEWEST.getTime() - Math.floor((spare * turn) / SAMPLES));
  return { publishedBefore, publishedAfter: new Date(publishedBefore.getTime() - WINDOW_MS) };
}

/** Prints the plans that PostgreSQL reports for the calls' queries. @throws Error when one reads a whole table. */
async function printPlans(url: string, db: Database): Promise<void> {
  const client = await connect(url);
  for (const setting of ["log_min_duration = 0", "log_level = notice"]) {
    await client.query(`load 'auto_explain'; set auto_explain.${setting}`);
  }
  const plans: string[] = [];
  client.on("notice", ({ message = "" }) => plans.push(message));
  const explained = drizzle(client);
  for (const [name, call] of Object.entries(await listCalls(db))) {
    plans.length = 0;
    await call(explained, 0);
    print(`  ${name}`);
    for (const line of plans.flatMap(stepsOf)) print(`      ${line}`);
    const whole = plans.find((plan) => /Seq Scan on (articles|tags|taggings)/.test(plan));
    if (whole) throw new Error(`${name} reads a whole table:\n${whole}`);
  }
  await client.end();
}

function stepsOf(plan: string): string[] {
  return plan
    .split("\n")
    .filter((line) => /Scan|Sort {2}|Unique|Nested|Hash|Aggregate/.test(line) && !/Key:|Cond:/.test(line));
}

function milliseconds(rate: number): string {
  return `${(1000 / rate).toFixed(2)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
