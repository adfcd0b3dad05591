import type { Request, Response } from "express";
import { z } from "zod";
import { isArticleId } from "../domain/article.js";
import { type Caller, seesSource } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import { describeTagging, INCLUDES, type Include } from "../domain/tags-document.js";
import type { FindTagging, ShownTagging } from "../storage/taggings.js";

const RETRY_AFTER_S = 1;

/** `?include=`: the parts of the tags document that are asked for. */
export const include = z
  .string()
  .transform((value) => value.split(","))
  .pipe(z.array(z.enum([...INCLUDES, "all"], `must be any of ${INCLUDES.join(", ")} or all, with commas between`)))
  .transform((names) => new Set<Include>(names.flatMap((name) => (name === "all" ? INCLUDES : [name]))));

/** @throws Refusal `notFound`, also for what the caller may not know of, or `withdrawn`. */
export async function loadShown(
  findTagging: FindTagging,
  caller: Caller,
  articleId: string,
  withText = false,
): Promise<ShownTagging> {
  if (!isArticleId(articleId)) throw new Refusal("notFound", "An article's id is art_ and 26 letters and digits");
  const article = await findTagging(articleId, withText);
  if (!article || !seesSource(caller, article.source))
    throw new Refusal("notFound", "There is no article with this id");
  if (article.withdrawn) throw new Refusal("withdrawn", "The article was unpublished or deleted in the CMS");
  return article;
}

/** The tags document of an article, 304 to who has it already, 202 while its tagging is on its way. */
export function answerTags(request: Request, response: Response, article: ShownTagging, included: Set<Include>): void {
  if (!article.shown) {
    const { articleId, source, externalId, version } = article;
    response.status(202).set("Retry-After", String(RETRY_AFTER_S));
    response.json({ articleId, source, externalId, version, detail: "The tagging of this version is on its way" });
    return;
  }
  const etag = entityTag(article, included);
  response.set("ETag", etag).set("Cache-Control", "private, no-cache");
  if (lists(request.get("if-none-match"), (given) => given === etag)) response.status(304).end();
  else response.json(createTagsDocument(article, included));
}

/** The tags document as JSON has it; empty while there is no tagging. */
export function createTagsDocument(article: ShownTagging, included: Set<Include>): Record<string, unknown> {
  const { articleId, source, externalId, version, standing, shown } = article;
  if (!shown) return {};
  return {
    articleId,
    source,
    externalId,
    version,
    ...describeTagging(shown.tagging, included, standing),
    taggedAt: shown.taggedAt,
    links: { history: `/v1/articles/${articleId}/history` },
  };
}

/** Whether `If-Match` names the article as it is, in whatever parts it was asked for. */
export function namesState(ifMatch: string, article: ShownTagging): boolean {
  const state = stateOf(readState(article));
  return lists(ifMatch, (given) => given.slice(1, given.lastIndexOf(".")) === state);
}

/** Names the representation: the same article asked for with other parts is another one. */
export function entityTag(article: ShownTagging, included: ReadonlySet<Include>): string {
  return nameState(readState(article), included);
}

/** What a decision of an editor depends on. */
interface State {
  version: number;
  modelVersion: string | null;
  taggedAt: Date | null;
  decisionCount: number;
}

/** The `ETag` of an article in this state. */
export function nameState(state: State, included: ReadonlySet<Include> = new Set()): string {
  const parts = INCLUDES.filter((name) => included.has(name)).map((name) => name.charAt(0));
  return `"${stateOf(state)}.${parts.join("")}"`;
}

function readState({ version, shown, decisionCount }: ShownTagging): State {
  const modelVersion = shown?.tagging.modelVersion ?? null;
  return { version, modelVersion, taggedAt: shown?.taggedAt ?? null, decisionCount };
}

function stateOf({ version, modelVersion, taggedAt, decisionCount }: State): string {
  return `${version}.${modelVersion}.${taggedAt?.getTime()}.${decisionCount}`;
}

/**
 * Express' own check gives up on `Cache-Control: no-cache`, which fetch adds to every conditional request. A tag that a
 * proxy made weak, as one that compresses does, names the same.
 */
function lists(header: string | undefined, isMeant: (given: string) => boolean): boolean {
  const given = header?.split(",").map((entry) => entry.trim().replace(/^W\//, "")) ?? [];
  return given.some((entry) => entry === "*" || isMeant(entry));
}
