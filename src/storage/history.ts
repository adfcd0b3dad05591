import { desc, eq } from "drizzle-orm";
import type { Tagging } from "../domain/tagging.js";
import type { Topic } from "../domain/topic.js";
import type { Database } from "./database.js";
import { type LoggedDecision, listDecisions } from "./overrides.js";
import { revisions, taggings } from "./schema/articles.js";

/** What became of an article: who did what, and when. */
interface History {
  /** Newest first. */
  revisions: { version: number; headline: string; receivedAt: Date }[];
  /** Newest first. */
  taggings: PastTagging[];
  /** Newest first. */
  overrides: LoggedDecision[];
}

interface PastTagging {
  version: number;
  modelVersion: string;
  taggedAt: Date;
  outcome: Tagging["outcome"];
  tags: { topic: Topic; decision: string; confidence: number }[];
}

/** An article that is saved for years has more entries than anyone reads. */
const MOST = 100;

/** Loads the last 100 revisions and taggings of an article, and all decisions on it. */
export async function loadHistory(db: Database, articleId: string): Promise<History> {
  const [revisions, taggings, decisions] = await Promise.all([
    listRevisions(db, articleId),
    listTaggings(db, articleId),
    listDecisions(db, articleId),
  ]);
  return { revisions, taggings, overrides: decisions.toReversed() };
}

async function listRevisions(db: Database, articleId: string): Promise<History["revisions"]> {
  const { version, headline, receivedAt } = revisions;
  return db
    .select({ version, headline, receivedAt })
    .from(revisions)
    .where(eq(revisions.articleId, articleId))
    .orderBy(desc(version))
    .limit(MOST);
}

async function listTaggings(db: Database, articleId: string): Promise<PastTagging[]> {
  const { version, modelVersion, taggedAt, tagging } = taggings;
  const rows = await db
    .select({ version, modelVersion, taggedAt, tagging })
    .from(taggings)
    .where(eq(taggings.articleId, articleId))
    .orderBy(desc(taggedAt))
    .limit(MOST);
  return rows.map(({ tagging, ...row }) => {
    const tags = "tags" in tagging ? tagging.tags : [];
    return {
      ...row,
      outcome: tagging.outcome,
      tags: tags.map(({ topic, decision, confidence }) => ({ topic, decision, confidence })),
    };
  });
}
