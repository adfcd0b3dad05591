import type { RowArticle as Row } from "../../article-row.tsx";
import type { TagsDocument } from "../../seen.ts";
import { answerOf, service } from "../../service.ts";
import type { Told } from "./use-events.ts";

export interface News {
  shown: readonly Row[];
  /** Events of articles that are not shown, newest first. They are loaded once they are asked for. */
  waiting: readonly Told[];
}

const SHOWN_AT_FIRST = 30;
export const MOST_SHOWN = 200;
/** The service looks up no more. */
const MOST_AT_ONCE = 100;

export async function listNewest(signal: AbortSignal): Promise<Row[]> {
  const params = { query: { limit: SHOWN_AT_FIRST } };
  const { articles } = answerOf(await service.GET("/v1/articles", { params, signal }));
  return articles.map(({ publishedAt, ...article }) => ({ ...article, at: publishedAt }));
}

/** An event tells tags without the headline. Articles that were withdrawn since, or wait for their next tagging, are left out. */
export async function loadTold(told: readonly Told[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < told.length; from += MOST_AT_ONCE) {
    rows.push(...(await lookUp(told.slice(from, from + MOST_AT_ONCE))));
  }
  return rows;
}

async function lookUp(told: readonly Told[]): Promise<Row[]> {
  const articles = told.map(({ articleId }) => ({ articleId }));
  const params = { query: { include: "text" as const } };
  const { results } = answerOf(await service.POST("/v1/tags/lookup", { params, body: { articles } }));
  return told.flatMap((each, place) => {
    const result = results[place];
    if (result?.status !== 200 || !("document" in result)) return [];
    // Without a format it is the tags document.
    return [describe(each, result.document as TagsDocument)];
  });
}

function describe({ articleId, source, at }: Told, document: TagsDocument): Row {
  return {
    articleId,
    source,
    at,
    section: null,
    headline: "text" in document && document.text ? document.text.headline : "",
    outcome: document.outcome,
    tone: "sentiment" in document ? document.sentiment.tone.label : null,
    tags: document.tags,
  };
}

/** The newest articles in place of what is shown; what was told meanwhile of others goes on waiting. Pure. */
export function applyNewest({ waiting }: News, newest: readonly Row[]): News {
  return { shown: newest, waiting: waiting.filter((told) => !isIn(newest, told)) };
}

/** What an event is about waits, the newest of it, unless it is shown. Pure. */
export function applyTold({ shown, waiting }: News, told: Told): News {
  if (isIn(shown, told)) return { shown, waiting };
  const others = waiting.filter(({ articleId }) => articleId !== told.articleId);
  return { shown, waiting: [told, ...others].slice(0, MOST_SHOWN) };
}

/** Rows in place of what is shown of their articles. Pure. */
export function applyRows({ shown, waiting }: News, rows: readonly Row[]): News {
  const newer = new Map(rows.map((row) => [row.articleId, row]));
  const renew = (row: Row) => ({ ...row, ...newer.get(row.articleId), section: row.section });
  return { shown: shown.map(renew), waiting };
}

/** What waited, above what is shown; what was told since it was asked for goes on waiting. Pure. */
export function applyAsked({ shown, waiting }: News, asked: readonly Told[], rows: readonly Row[]): News {
  return {
    shown: [...rows, ...shown.filter((row) => !isIn(rows, row))].slice(0, MOST_SHOWN),
    waiting: waiting.filter((told) => !asked.includes(told)),
  };
}

export function isIn(list: readonly { articleId: string }[], { articleId }: { articleId: string }): boolean {
  return list.some((each) => each.articleId === articleId);
}
