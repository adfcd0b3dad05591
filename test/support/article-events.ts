import type { Article } from "../../src/domain/article.js";
import type { ArticleEvent } from "../../src/domain/revision.js";

const MINUTE = 60_000;
const START = Date.parse("2026-11-24T09:00:00Z");

/** Returns the publication of an article; `minutes` order it among the other events of a test. */
export function publish(changes: Partial<Article> = {}, minutes = 0): ArticleEvent {
  const article: Article = {
    source: "cms",
    externalId: "wp-1",
    version: 1,
    headline: "Port workers vote to strike",
    body: "Dock workers voted on Monday to walk out over pay.",
    bodyFormat: "text",
    ...changes,
  };
  return { kind: "publish", article, at: new Date(START + minutes * MINUTE) };
}

export function withdraw(externalId: string, version: number, minutes: number): ArticleEvent {
  return { kind: "withdraw", source: "cms", externalId, version, at: new Date(START + minutes * MINUTE) };
}
