import type { Request, Response } from "express";
import { z } from "zod";
import { isArticleId } from "../domain/article.js";
import { type Caller, seesSource } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import { describeArticle, INCLUDES, type Include } from "../domain/tags-document.js";
import type { Database } from "../storage/database.js";
import type { FindTagging, ShownTagging } from "../storage/taggings.js";
import { answerUnlessKnown, listsTag } from "./conditional.js";
import { FORMATS, type FormatName, format } from "./formats.js";

const RETRY_AFTER_S = 1;

/** The dependencies of calls on one article. */
export interface ArticleParts {
  db: Database;
  findTagging: FindTagging;
}

/** `?include=`: the parts of the tags document that are asked for. */
export const include = z
  .string()
  .transform((value) => value.split(","))
  .pipe(z.array(z.enum([...INCLUDES, "all"], `must be any of ${INCLUDES.join(", ")} or all, separated by commas`)))
  .transform((names) => new Set<Include>(names.flatMap((name) => (name === "all" ? INCLUDES : [name]))));

/** How an article's tags are asked for: which parts, and which format if not the tags document. */
export interface Representation {
  include: ReadonlySet<Include>;
  format?: FormatName | undefined;
}

/** The query parameters of every lookup. */
export const representationQuery = { include: include.default(new Set()), format: format.optional() };

/** The tags document with only the parts that it always has. */
export const BARE: Representation = { include: new Set() };

/** Tells whether a representation needs parts that are loaded only when asked for. */
export function needsWhole({ include }: Representation): boolean {
  return include.has("text") || include.has("evidence") || include.has("sentences");
}

/** @throws Refusal `notFound`, also if the caller may not know of the article, or `withdrawn`. */
export async function loadShown(
  findTagging: FindTagging,
  caller: Caller,
  articleId: string,
  whole = false,
): Promise<ShownTagging> {
  return requireShown(caller, await findTagging(requireArticleId(articleId), whole), "with this id");
}

/**
 * Returns the article id in a path. Any other text is refused without a query: PostgreSQL rejects a NUL.
 *
 * @throws Refusal `notFound`.
 */
export function requireArticleId(given: string): string {
  if (isArticleId(given)) return given;
  throw new Refusal("notFound", "An article id is art_ followed by 26 letters and digits");
}

/** @throws Refusal `notFound`, also if the caller may not know of the article, or `withdrawn`. */
export function requireShown(caller: Caller, article: ShownTagging | undefined, wanted: string): ShownTagging {
  if (!article || !seesSource(caller, article.source)) throw new Refusal("notFound", `There is no article ${wanted}`);
  if (article.withdrawn) throw new Refusal("withdrawn", "The article was unpublished or deleted in the CMS");
  return article;
}

/** Answers with an article's tags, 304 to a client that has them, or 202 while the tagging is pending. */
export function answerTags(request: Request, response: Response, article: ShownTagging, asked: Representation): void {
  if (!article.shown) {
    response.status(202).set("Retry-After", String(RETRY_AFTER_S)).json(describePending(article));
    return;
  }
  answerUnlessKnown(request, response, entityTag(article, asked), () => {
    if (asked.format) response.type(FORMATS[asked.format].type);
    response.json(createTagsDocument(article, asked));
  });
}

export function describePending({ articleId, source, externalId, version }: ShownTagging) {
  return { articleId, source, externalId, version, detail: "This version has not been tagged yet" };
}

/** Returns an article's tags as JSON; empty while there is no tagging. */
export function createTagsDocument(
  { shown, ...article }: ShownTagging,
  { include, format }: Representation,
): Record<string, unknown> {
  if (!shown) return {};
  const shownArticle = { ...article, ...shown };
  return format ? FORMATS[format].write(shownArticle, include) : describeArticle(shownArticle, include);
}

/** Tells whether `If-Match` names the article's present state, whatever parts were asked for. */
export function namesState(ifMatch: string, article: ShownTagging): boolean {
  const state = stateOf(readState(article));
  return listsTag(ifMatch, (given) => given.slice(1, given.lastIndexOf(".")) === state);
}

/** Returns a representation's `ETag`: other parts or another format have another. */
export function entityTag(article: ShownTagging, asked: Representation): string {
  return nameState(readState(article), asked, asked.format ? article : undefined);
}

/** What an editor's decision depends on. */
interface State {
  version: number;
  modelVersion: string | null;
  taggedAt: Date | null;
  decisionCount: number;
}

/** Industry formats contain these dates, and an article that comes back under its old version may have new ones. */
type Dates = Pick<ShownTagging, "publishedAt" | "updatedAt">;

/** Returns the `ETag` of an article in this state. */
export function nameState(state: State, { include, format }: Representation = BARE, dates?: Dates): string {
  const parts = INCLUDES.filter((name) => include.has(name)).map((name) => name.charAt(0));
  const dated = dates ? `-${timeOf(dates.publishedAt)}-${timeOf(dates.updatedAt)}` : "";
  // What follows the last period is not part of the state.
  return `"${stateOf(state)}.${parts.join("")}${format ? `-${format.replaceAll(".", "_")}` : ""}${dated}"`;
}

function timeOf(date: Date | null): number | "" {
  return date?.getTime() ?? "";
}

function readState({ version, shown, decisionCount }: ShownTagging): State {
  const modelVersion = shown?.tagging.modelVersion ?? null;
  return { version, modelVersion, taggedAt: shown?.taggedAt ?? null, decisionCount };
}

function stateOf({ version, modelVersion, taggedAt, decisionCount }: State): string {
  return `${version}.${modelVersion}.${taggedAt?.getTime()}.${decisionCount}`;
}
