import type { ClassifyInput } from "../models/classify.js";
import type { RevisionRef } from "../src/domain/article.js";
import { ClassificationError } from "../src/domain/errors.js";
import type { Failed, Tagging } from "../src/domain/tagging.js";
import { TAXONOMY_VERSION } from "../src/domain/topic.js";
import type { StoredRevision } from "../src/storage/revisions.js";
import type { NewTagging } from "../src/storage/taggings.js";

export interface TagRevisionParts {
  findRevision: (ref: RevisionRef) => Promise<{ revision: StoredRevision | undefined }>;
  classify: (input: ClassifyInput) => Promise<Tagging>;
  /** `saved` is false when the article has moved on. */
  saveTagging: (tagging: NewTagging) => Promise<{ saved: boolean }>;
  modelVersion: string;
}

/** A tagging that was stored, and the revision as it was before. */
export interface Tagged {
  tagging: Tagging;
  revision: StoredRevision;
}

/**
 * Tags one revision, unless it is gone, a newer one is here or it has its tagging already: a job may come twice.
 *
 * @param lastAttempt stores what the classifier cannot read as `failed`, so that it stops coming back.
 * @returns what was stored, or undefined when there was nothing to do.
 * @throws ClassificationError before the last attempt, and whatever the database throws: the queue tries again.
 */
export async function tagRevision(
  parts: TagRevisionParts,
  ref: RevisionRef,
  lastAttempt: boolean,
): Promise<Tagged | undefined> {
  const { revision } = await parts.findRevision(ref);
  if (!revision?.current || hasTagging(revision, parts.modelVersion)) return undefined;
  const tagging = await classifyOrFail(parts, revision, lastAttempt);
  const { saved } = await parts.saveTagging({ ref, tagging, replaces: revision.tagged });
  return saved ? { tagging, revision } : undefined;
}

function hasTagging({ version, tagged }: StoredRevision, modelVersion: string): boolean {
  return tagged.version === version && tagged.modelVersion === modelVersion;
}

async function classifyOrFail(
  parts: TagRevisionParts,
  revision: StoredRevision,
  lastAttempt: boolean,
): Promise<Tagging> {
  try {
    return await parts.classify(toInput(revision));
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
