import { randomUUID } from "node:crypto";
import { type Article, articleId } from "../../src/domain/article.js";
import type { Tagging } from "../../src/domain/tagging.js";
import type { Database } from "../../src/storage/database.js";
import { createSaveEvent } from "../../src/storage/intake.js";
import { prepareFindRevisions } from "../../src/storage/revisions.js";
import { saveTaggings } from "../../src/storage/taggings.js";

/** What a new tagging replaces on an article without one. */
export const UNTAGGED = { version: null, modelVersion: null, decisionCount: 0 };

/** Returns a delivery received now. */
export function aDelivery() {
  return { deliveryId: `dlv_${randomUUID()}`, webhookId: "msg_1", receivedAt: new Date() };
}

/** Stores articles and their taggings as the intake and the workers do. */
export function openStore(db: Database) {
  const save = async (changes: Partial<Article> = {}, at = new Date()) => {
    const article: Article = {
      source: "cms",
      externalId: randomUUID(),
      version: 1,
      headline: "Port workers vote to strike",
      body: "Dock workers voted on Monday to walk out over pay.",
      bodyFormat: "text",
      ...changes,
    };
    await createSaveEvent(db)({ kind: "publish", article, at }, aDelivery());
    return { ...article, articleId: articleId(article.source, article.externalId) };
  };
  const tag = async (id: string, tagging: Tagging, at = new Date()) => {
    const [found] = await prepareFindRevisions(db)([id]);
    if (!found?.revision) throw new Error(`There is no article ${id}`);
    const { version, tagged } = found.revision;
    await saveTaggings(db, [{ ref: { articleId: id, version }, tagging, replaces: tagged }], at);
  };
  return {
    save,
    tag,
    saveTagged: async (tagging: Tagging, changes: Partial<Article> = {}) => {
      const article = await save(changes);
      await tag(article.articleId, tagging);
      return article;
    },
    withdraw: ({ source, externalId, version }: Pick<Article, "source" | "externalId" | "version">) =>
      createSaveEvent(db)(
        { kind: "withdraw", source, externalId, version, at: new Date(Date.now() + 1000) },
        aDelivery(),
      ),
  };
}
