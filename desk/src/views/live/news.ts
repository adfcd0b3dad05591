import type { RowArticle as Row } from "../../article-row.tsx";
import type { TagsDocument } from "../../seen.ts";
import { answerOf, service } from "../../service.ts";
import type { Told } from "./use-events.ts";

export interface News {
  shown: readonly Row[];
  /** Events of articles not shown, newest first. Their articles are loaded when asked for. */
  waiting: readonly Told[];
}

const SHOWN_AT_FIRST = 30;
export const MOST_SHOWN = 200;
/** The service's limit for one lookup. */
const MOST_AT_ONCE = 100;

export async function listNewest(signal: AbortSignal): Promise<Row[]> {
  const params = { query: { limit: SHOWN_AT_FIRST } };
  const { articles } = answerOf(await service.GET("/v1/articles", { params, signal }));
  return articles.map(({ publishedAt, ...article }) => ({ ...article, at: publishedAt }));
}

/** Looks up articles, since events lack the headline. Withdrawn articles and those awaiting a tagging are left out. */
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
    // Without `format` it is the tags document.
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

/** Replaces the shown articles with the newest. Events of other articles keep waiting. Pure. */
export function applyNewest({ waiting }: News, newest: readonly Row[]): News {
  return { shown: newest, waiting: waiting.filter((told) => !isIn(newest, told)) };
}

/** Makes an event wait, in place of an earlier one, unless its article is shown. Pure. */
export function applyTold({ shown, waiting }: News, told: Told): News {
  if (isIn(shown, told)) return { shown, waiting };
  const others = waiting.filter(({ articleId }) => articleId !== told.articleId);
  return { shown, waiting: [told, ...others].slice(0, MOST_SHOWN) };
}

/** Replaces the shown rows of the given articles. Pure. */
export function applyRows({ shown, waiting }: News, rows: readonly Row[]): News {
  const newer = new Map(rows.map((row) => [row.articleId, row]));
  const renew = (row: Row) => ({ ...row, ...newer.get(row.articleId), section: row.section });
  return { shown: shown.map(renew), waiting };
}

/** Puts the articles asked for above those shown. Events since then keep waiting. Pure. */
export function applyAsked({ shown, waiting }: News, asked: readonly Told[], rows: readonly Row[]): News {
  return {
    shown: [...rows, ...shown.filter((row) => !isIn(rows, row))].slice(0, MOST_SHOWN),
    waiting: waiting.filter((told) => !asked.includes(told)),
  };
}

export function isIn(list: readonly { articleId: string }[], { articleId }: { articleId: string }): boolean {
  return list.some((each) => each.articleId === articleId);
}
