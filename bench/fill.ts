import { randomUUID } from "node:crypto";
import type { RevisionRef } from "../src/domain/article.js";
import type { Database } from "../src/storage/database.js";
import { createSaveEvent } from "../src/storage/intake.js";
import { readBenchTexts } from "./gold-texts.js";

interface FilledArticle extends RevisionRef {
  headline: string;
  body: string;
}

/** Stores articles of about 600 words, as the intake does. */
export async function fillArticles(db: Database, count: number): Promise<FilledArticle[]> {
  const { texts } = readBenchTexts(60);
  const filled: FilledArticle[] = [];
  for (let index = 0; index < count; index++) {
    const { headline = "", body = "" } = texts[index % texts.length] ?? {};
    const article = {
      source: "cms",
      externalId: randomUUID(),
      version: 1,
      headline,
      body,
      bodyFormat: "text" as const,
    };
    const delivery = { deliveryId: `dlv_${randomUUID()}`, webhookId: "msg_bench", receivedAt: new Date() };
    const { articleId, version } = await createSaveEvent(db)({ kind: "publish", article, at: new Date() }, delivery);
    filled.push({ articleId, version, headline, body });
  }
  return filled;
}
