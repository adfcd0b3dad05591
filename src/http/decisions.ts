import { type Response, Router } from "express";
import { z } from "zod";
import type { Caller } from "../domain/caller.js";
import { type Fault, Refusal } from "../domain/errors.js";
import { ACTIONS, applyOverrides, type Decision, type Standing } from "../domain/override.js";
import type { BareTagging } from "../domain/tagging.js";
import { TOPICS } from "../domain/topic.js";
import { optional, text } from "../intake/fields.js";
import { parseWith } from "../intake/parse-with.js";
import { saveDecisions, type TaggedArticle } from "../storage/overrides.js";
import type { ShownTagging } from "../storage/taggings.js";
import { requireScope } from "./auth.js";
import { jsonOf, readJsonBytes } from "./json-body.js";
import { manyArticles } from "./many-articles.js";
import { describeOutage, describeRefused } from "./problem.js";
import { noQuery, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";
import {
  type ArticleParts,
  BARE,
  createTagsDocument,
  entityTag,
  include,
  loadShown,
  namesState,
  needsWhole,
} from "./shown-article.js";

const note = optional(z.string().max(1000).pipe(text));
const decisions = z
  .array(
    z.strictObject({
      topic: z.enum(TOPICS, `must be one of ${TOPICS.join(", ")}`),
      action: z.enum(ACTIONS, `must be one of ${ACTIONS.join(", ")}`),
      note,
    }),
  )
  .min(1, "must contain at least one decision")
  .max(TOPICS.length, "must name each topic at most once")
  .refine((made) => new Set(made.map(({ topic }) => topic)).size === made.length, "must name each topic at most once");

export const onOne = z.strictObject({ decisions });
export const onMany = z.strictObject({
  articles: manyArticles(z.strictObject({ articleId: z.string(), ifMatch: z.string(), decisions })),
});

export const onOneQuery = z.strictObject({ include: include.default(new Set()) });

/** Decisions on an article by an editor who saw it in the state that `ifMatch` names. */
interface Wanted {
  articleId: string;
  ifMatch: string | undefined;
  decisions: readonly Decision[];
}

/** `PATCH /v1/articles/{articleId}/tags` and `POST /v1/overrides`: editors' decisions on one article, and on many. */
export function createDecisions({ bodyLimit, ...parts }: ArticleParts & { bodyLimit: BodyLimit }): Router {
  const router = Router();
  const decide = createDecide(parts);
  const readBody = readJsonBytes<{ articleId: string }>(bodyLimit);
  router.patch("/v1/articles/:articleId/tags", readBody, async (request, response) => {
    const caller = requireScope(response, "review");
    const asked = parseQuery(request, onOneQuery);
    const { decisions } = parseWith(onOne, jsonOf(request));
    const wanted = { articleId: request.params.articleId, ifMatch: request.get("if-match"), decisions };
    const after = await decide(caller, wanted, response.locals.requestId, needsWhole(asked));
    response.set("ETag", entityTag(after, asked)).json(createTagsDocument(after, asked));
  });
  router.post("/v1/overrides", readJsonBytes(bodyLimit), async (request, response) => {
    const caller = requireScope(response, "review");
    parseQuery(request, noQuery);
    const { articles } = parseWith(onMany, jsonOf(request));
    const decideOn = (wanted: Wanted) => decide(caller, wanted, response.locals.requestId);
    response.json({ results: await decideOnEach(decideOn, articles, response) });
  });
  return router;
}

/**
 * Decides on one article after another. If the database goes away, the caller still learns what was stored, and the
 * rest fails without a wait.
 *
 * @throws any error of the service itself at the first article: then nothing is stored.
 */
async function decideOnEach(
  decideOn: (wanted: Wanted) => Promise<ShownTagging>,
  articles: readonly Wanted[],
  response: Response,
) {
  const results = [];
  for (const [index, wanted] of articles.entries()) {
    const { articleId } = wanted;
    try {
      results.push({ articleId, ...describeDecided(await decideOn(wanted)) });
    } catch (error) {
      if (error instanceof Refusal) {
        results.push({ articleId, ...describeRefused(error, response.locals.requestId) });
        continue;
      }
      if (index === 0) throw error;
      const outage = describeOutage(error, response);
      return [...results, ...articles.slice(index).map(({ articleId }) => ({ articleId, ...outage }))];
    }
  }
  return results;
}

function createDecide({ db, findTagging }: ArticleParts) {
  return async (caller: Caller, { articleId, ifMatch, decisions }: Wanted, requestId: string, whole = false) => {
    const seen = requireTagged(await loadShown(findTagging, caller, articleId, whole));
    requireMatch(ifMatch, seen);
    refuseImpossible(seen.shown.tagging, seen.standing, decisions);
    const { keyId, keyName } = caller;
    const standing = await saveDecisions(db, seen, decisions, { keyId, keyName, requestId });
    if (!standing) throw changedMeanwhile();
    return { ...seen, standing, decisionCount: seen.decisionCount + decisions.length };
  };
}

function requireTagged({ shown, ...article }: ShownTagging): TaggedArticle {
  if (shown) return { ...article, shown };
  throw new Refusal("conflict", "This version has not been tagged yet: get the tags again and decide on those");
}

function requireMatch(ifMatch: string | undefined, seen: ShownTagging): void {
  if (ifMatch === undefined) {
    throw new Refusal("preconditionRequired", "Send If-Match with the ETag of the tags that the editor saw");
  }
  if (!namesState(ifMatch, seen)) throw changedMeanwhile();
}

function changedMeanwhile(): Refusal {
  return new Refusal(
    "preconditionFailed",
    "The article has changed since the editor saw it, through another editor, a new revision or a new model: get its tags again and decide on those",
  );
}

/** @throws Refusal `invalid` with a fault for each decision that has nothing to decide on. */
function refuseImpossible(tagging: BareTagging, standing: Standing, decisions: readonly Decision[]): void {
  const { tags, rejected } = applyOverrides(tagging, standing);
  const isTag = (topic: string) => tags.some((tag) => tag.topic === topic);
  const isKnown = (topic: string) => isTag(topic) || rejected.some((tag) => tag.topic === topic);
  const faults = decisions.flatMap(({ topic, action }, index): Fault[] => {
    const fault = (detail: string) => [{ detail: `${topic} ${detail}`, pointer: `/decisions/${index}/action` }];
    if (action === "add") return isTag(topic) ? fault("is already a tag of this article: accept it") : [];
    if (action === "clear") return Object.hasOwn(standing, topic) ? [] : fault("has no decision to clear");
    return isKnown(topic) ? [] : fault("is not a tag of this article: only add is possible");
  });
  if (faults.length > 0) throw new Refusal("invalid", faults.map(({ detail }) => detail).join("; "), faults);
}

function describeDecided(after: ShownTagging) {
  return { status: 200, etag: entityTag(after, BARE), ...createTagsDocument(after, BARE) };
}
