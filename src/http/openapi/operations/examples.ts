import { articleId } from "../../../domain/article.js";

/** The article of the examples. */
export const ARTICLE = {
  source: "cms",
  id: "wp-123",
  version: 3,
  url: "https://news.example/2026/11/port-strike",
  headline: "Port workers vote to strike",
  body: "Dock workers voted on Monday to walk out over wages and working hours, their union said. It wants a raise of a tenth and an end to night shifts without notice.",
  section: "business",
  publishedAt: "2026-11-24T08:55:00Z",
} as const;

export const ARTICLE_ID = articleId(ARTICLE.source, ARTICLE.id);

/** A source that the examples add, rotate and delete. */
export const SOURCE = "newsroom";

export const DELIVERY_ID = "dlv_7d9f1c7e-3b0a-4a53-9c5c-1f0d6f8f2b11";
export const ENDPOINT_ID = "ep_9sWc2mTqL0aB";
export const KEY_ID = "key_4fB0qkXy1T2z";
