import { createFill } from "./blanks.js";
import { createPick, type Pick } from "./pick.js";
import { ENFORCEMENT } from "./stories/enforcement.js";
import { IMMIGRATION } from "./stories/immigration.js";
import { LABOR } from "./stories/labor.js";
import { ONCE } from "./stories/once.js";
import { OTHER_NEWS } from "./stories/other-news.js";
import type { Story } from "./story.js";

const STORIES: readonly Story[] = [...IMMIGRATION, ...ENFORCEMENT, ...LABOR, ...OTHER_NEWS];

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
/** Days ago, from and to, when nothing was published: an outage of the CMS. */
const SILENT_DAYS = [228, 234] as const;
const IN_WAVE = 0.7;
const AS_HTML = 0.25;
const LEAST_PARAGRAPHS = 3;
const MOST_TRIES = 20;
/** None of these people is in the news. */
const AUTHORS = ["Ada Brightwater", "Nell Sawyer", "Rosa Tamm"] as const;
const SOURCES = ["cms", "cms", "cms", "magazine", "wire"] as const;

/** An article as `POST /v1/articles` takes it. */
interface DemoArticle {
  source: (typeof SOURCES)[number];
  id: string;
  version: number;
  url: string;
  headline: string;
  body: string;
  bodyFormat: "text" | "html";
  section: string;
  publishedAt: string;
}

/** An article with the topics that an editor would file it under. */
export interface FiledArticle {
  article: DemoArticle;
  topics: Story["topics"];
}

/**
 * Makes a small newsroom's year, oldest first; the same day and count give the same articles.
 *
 * @param today the last day of the year.
 */
export function makeArticles(count: number, today: Date): FiledArticle[] {
  const pick = createPick(createUniform(count));
  const midnight = Math.floor(today.getTime() / DAY_MS) * DAY_MS;
  const told = Array.from({ length: count }, (_, index) => {
    const story = ONCE[index] ?? pick.one(STORIES);
    return {
      story,
      at: new Date(midnight - pickDaysAgo(story, pick, midnight) * DAY_MS + pick.whole(6, 20) * 3_600_000),
    };
  });
  const inOrder = told.sort((left, right) => left.at.getTime() - right.at.getTime());
  const headlines = new Set<string>();
  return inOrder.map(({ story, at }, index) => {
    const article = writeAnew(() => write(story, at, index, pick), headlines);
    return { article, topics: story.topics };
  });
}

function pickDaysAgo({ wave, months }: Story, pick: Pick, midnight: number): number {
  for (;;) {
    const days = wave && pick.chance(IN_WAVE) ? pick.whole(...wave) : pick.whole(1, YEAR_DAYS);
    const inSeason = !months || months.includes(new Date(midnight - days * DAY_MS).getUTCMonth());
    if (inSeason && (days < SILENT_DAYS[0] || days > SILENT_DAYS[1])) return days;
  }
}

/** Writes an article until its headline is new, or most likely no new one is left. */
function writeAnew(writeOne: () => DemoArticle, headlines: Set<string>): DemoArticle {
  let article = writeOne();
  for (let tries = 1; headlines.has(article.headline) && tries < MOST_TRIES; tries++) article = writeOne();
  headlines.add(article.headline);
  return article;
}

function write(story: Story, at: Date, index: number, pick: Pick): DemoArticle {
  const fill = createFill(pick, at);
  const headline = fill(pick.one(story.headlines));
  const rest = story.once ? story.rest : pick.some(story.rest, pick.whole(LEAST_PARAGRAPHS, story.rest.length));
  const paragraphs = [pick.one(story.leads), ...rest].map(fill);
  const isHtml = !story.once && pick.chance(AS_HTML);
  const id = `demo-${index + 1}`;
  return {
    source: pick.one(SOURCES),
    id,
    version: 1,
    url: `https://news.example/${at.toISOString().slice(0, 7).replace("-", "/")}/${id}`,
    headline,
    body: isHtml ? toHtml(paragraphs, AUTHORS[index % AUTHORS.length] ?? "") : paragraphs.join("\n\n"),
    bodyFormat: isHtml ? "html" : "text",
    section: story.section,
    publishedAt: at.toISOString(),
  };
}

/** Writes HTML as a CMS does, with text around that is no part of the article. */
function toHtml(paragraphs: readonly string[], author: string): string {
  const text = paragraphs.map((paragraph) => `<p>${paragraph.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`);
  return [
    ...text.slice(0, 2),
    "<p>Sign up for our newsletter and get the news of the state in your inbox each morning.</p>",
    ...text.slice(2),
    `<p><em>${author} is a staff writer. Follow her on social media.</em></p>`,
    "<ul><li><a href='/a'>Read more: the week in pictures</a></li><li><a href='/b'>Most read: where to eat</a></li></ul>",
  ].join("\n");
}

/** Creates Mulberry32, by Tommy Ettinger: the same numbers from 0 to 1 for the same seed. */
function createUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
