import type { ClassifyInput } from "../models/classify.js";
import { ClassificationError } from "../src/domain/errors.js";
import type { Failed, Tagging } from "../src/domain/tagging.js";
import { TAXONOMY_VERSION } from "../src/domain/topic.js";
import type { Attempt } from "../src/queue/tagging-queue.js";
import type { StoredRevision } from "../src/storage/revisions.js";
import type { NewTagging } from "../src/storage/taggings.js";

export interface TagRevisionParts {
  /** The revision that lookups would show. */
  findRevision: (articleId: string) => Promise<{ revision: StoredRevision | undefined }>;
  classify: (input: ClassifyInput) => Promise<Tagging>;
  /** For an article that may end the process that reads it. */
  classifyAlone: (input: ClassifyInput) => Promise<Tagging>;
  /** `saved` is false when the article has changed since the revision was found. */
  saveTagging: (tagging: NewTagging) => Promise<{ saved: boolean }>;
  modelVersion: string;
}

/** What a job asks for: `modelVersion` where one model is to tag once more what another has tagged. */
export interface Wanted {
  articleId: string;
  modelVersion?: string | undefined;
}

/** What became of a job; `revision` is as it was before. */
export type Work =
  | { did: "tagged"; tagging: Tagging; revision: StoredRevision }
  | { did: "nothing" }
  | { did: "postponed"; until: Date };

/** An editor who saves all the time costs few taggings: at most three for ten seconds of it. */
const AT_MOST_EVERY_MS = 7_000;

/**
 * Tags what an article shows now, unless it is gone or has its tagging already: a job may come twice, and to workers of
 * two models while one takes the other's place. An article that was tagged a moment ago waits a little, for the saves
 * that may follow.
 *
 * @param attempt `lastAttempt` stores what the classifier cannot read as `failed`, so that it stops coming back.
 * @throws ClassificationError before the last attempt, and whatever the database throws: the queue tries again.
 */
export async function tagRevision(parts: TagRevisionParts, wanted: Wanted, attempt: Attempt): Promise<Work> {
  const { articleId } = wanted;
  const { revision } = await parts.findRevision(articleId);
  if (!revision || !wantsTagging(revision, wanted, parts.modelVersion)) return { did: "nothing" };
  const until = restsUntil(revision.taggedAt);
  if (until) return { did: "postponed", until };
  const { version, tagged } = revision;
  const tagging = await classifyOrFail(parts, revision, attempt);
  const { saved } = await parts.saveTagging({ ref: { articleId, version }, tagging, replaces: tagged });
  // Another worker was quicker, or an editor decided meanwhile: then it wants its tagging still.
  return saved ? { did: "tagged", tagging, revision } : tagRevision(parts, wanted, attempt);
}

/** One that has no tagging takes that of any model, so that it never waits for a worker that may not come. */
function wantsTagging({ version, tagged }: StoredRevision, wanted: Wanted, modelVersion: string): boolean {
  if (tagged.version !== version) return true;
  return wanted.modelVersion === modelVersion && tagged.modelVersion !== modelVersion;
}

/** A tagging from the future is one of a worker whose clock is ahead: nobody waits for that. */
function restsUntil(taggedAt: Date | null): Date | undefined {
  const age = taggedAt ? Date.now() - taggedAt.getTime() : Number.POSITIVE_INFINITY;
  return age >= 0 && age < AT_MOST_EVERY_MS ? new Date(Date.now() + AT_MOST_EVERY_MS - age) : undefined;
}

async function classifyOrFail(
  parts: TagRevisionParts,
  revision: StoredRevision,
  { lastAttempt, suspect }: Attempt,
): Promise<Tagging> {
  const classify = suspect ? parts.classifyAlone : parts.classify;
  try {
    return await classify(toInput(revision));
  } catch (error) {
    if (lastAttempt && error instanceof ClassificationError) return failed(error.message, parts.modelVersion);
    throw error;
  }
}

function toInput({ headline, body, bodyFormat, language }: StoredRevision): ClassifyInput {
  return language ? { headline, body, bodyFormat, language } : { headline, body, bodyFormat };
}

function failed(reason: string, modelVersion: string): Failed {
  return { outcome: "failed", reason, modelVersion, taxonomyVersion: TAXONOMY_VERSION };
}
