import type { ClassifyInput } from "../models/classify.js";
import { ClassificationError } from "../src/domain/errors.js";
import type { Failed, Tagging } from "../src/domain/tagging.js";
import { TAXONOMY_VERSION } from "../src/domain/topic.js";
import type { Attempt } from "../src/queue/tagging-queue.js";
import type { StoredRevision } from "../src/storage/revisions.js";
import type { NewTagging } from "../src/storage/taggings.js";

export interface TagRevisionParts {
  /** Finds the revision that lookups would show. */
  findRevision: (articleId: string) => Promise<{ revision: StoredRevision | undefined }>;
  classify: (input: ClassifyInput) => Promise<Tagging>;
  /** For an article that may crash the process that reads it. */
  classifyAlone: (input: ClassifyInput) => Promise<Tagging>;
  /** `saved` is false when the article has changed since the revision was found. */
  saveTagging: (tagging: NewTagging) => Promise<{ saved: boolean }>;
  modelVersion: string;
}

/** What a job asks for; `modelVersion` is set for a retag: the model that is to replace another's tagging. */
export interface Wanted {
  articleId: string;
  modelVersion?: string | undefined;
}

/** The result of a job; `revision` is as it was before the tagging. */
export type Work =
  | { did: "tagged"; tagging: Tagging; revision: StoredRevision }
  | { did: "nothing" }
  | { did: "postponed"; until: Date };

/** Least time between two taggings of an article. An editor who keeps saving for ten seconds causes at most three. */
const AT_MOST_EVERY_MS = 7_000;

/**
 * Tags what an article shows now, unless it is gone or already tagged. A job may come twice, and during an upgrade to
 * workers of both models. An article tagged a moment ago is postponed, since more saves may follow.
 *
 * @param attempt on the `lastAttempt`, an article that the classifier cannot read is stored as `failed`, to end the
 *   retries.
 * @throws ClassificationError before the last attempt, and any other error of classifier or database; the queue
 *   retries.
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
  // Another worker was quicker, or an editor decided meanwhile and the article still needs its tagging.
  return saved ? { did: "tagged", tagging, revision } : tagRevision(parts, wanted, attempt);
}

/** Reports whether to tag; an untagged revision takes any model, and so never waits for a worker that may not come. */
function wantsTagging({ version, tagged }: StoredRevision, wanted: Wanted, modelVersion: string): boolean {
  if (tagged.version !== version) return true;
  return wanted.modelVersion === modelVersion && tagged.modelVersion !== modelVersion;
}

/**
 * Returns until when an article rests after its tagging, if it does. A time in the future, from a worker whose clock is
 * ahead, is ignored.
 */
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
