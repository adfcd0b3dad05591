import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Sentiment } from "../../src/domain/tagging.js";
import { checkAnswer } from "./checked-answers.js";
import { API_KEY, WEBHOOK_SECRET } from "./service.js";

export interface ArticleData {
  id: string;
  version: number;
  headline: string;
  body: string;
  [field: string]: unknown;
}

/** Returns an article about immigration, enforcement and labor, unless the test says otherwise. */
export function anArticle(changes: Partial<ArticleData> = {}): ArticleData {
  return {
    id: `wp-${randomUUID()}`,
    version: 1,
    url: "https://news.example/2026/11/orchard-raid",
    headline: "Border agents arrest 19 orchard workers as union demands higher wages",
    body: [
      "Immigration officers arrested 19 undocumented farm workers at an apple orchard near Millbrook on Monday and began deportation proceedings against them, officials said.",
      "The farm workers' union, which had called a strike for higher wages and shorter hours, said that the raid punished labor organizers. Immigration and Customs Enforcement said that its agents had acted on a tip.",
      "Prosecutors charged the owner with employing migrants without visas. The union asked the Labor Department to investigate unpaid overtime.",
    ].join("\n\n"),
    bodyFormat: "text",
    section: "national",
    publishedAt: "2026-11-20T08:00:00Z",
    ...changes,
  };
}

/** Returns signed requests for many articles, each with its own id. */
export function manyArticles(count: number, prefix: string, changes: Partial<ArticleData> = {}): RequestInit[] {
  return Array.from({ length: count }, (_, index) => signed(anArticle({ ...changes, id: `${prefix}-${index}` })));
}

/** Returns a text that takes a while to classify, so that its job runs long enough to be hit. */
export function aLongBody(): string {
  return Array.from({ length: 60 }, (_, part) => anArticle().body.replace(/^(?=.)/gm, `Part ${part}. `)).join("\n\n");
}

interface Signing {
  type?: string;
  timestamp?: string;
  webhookId?: string;
  signedAt?: Date;
  secret?: string;
}

/** Returns a request for the adapter `standard`, signed by the reference implementation of Standard Webhooks. */
export function signed(data: unknown, signing: Signing = {}): RequestInit {
  const body = JSON.stringify({
    type: signing.type ?? "article.published",
    timestamp: signing.timestamp ?? new Date().toISOString(),
    data,
  });
  return signedBytes(body, signing);
}

export function signedBytes(body: string, signing: Signing = {}): RequestInit {
  const id = signing.webhookId ?? `msg_${randomUUID()}`;
  const at = signing.signedAt ?? new Date();
  return {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(signing.secret ?? WEBHOOK_SECRET).sign(id, at, body),
    },
    body,
  };
}

export const withKey: RequestInit = { headers: { authorization: `Bearer ${API_KEY}` } };

export interface AnsweredTag {
  topic: string;
  decision: string;
  relevance: number;
  confidence: number;
  evidence: { field: "headline" | "body"; start: number; end: number; quote: string }[];
}

/** What tests read of the answers, in one type for all calls. */
export interface Answer {
  deliveryId: string;
  articleId: string;
  version: number;
  status: string;
  detail: string;
  errors: { pointer: string; detail: string }[];
  outcome: string;
  reason: string;
  tags: AnsweredTag[];
  nearMisses: { topic: string; confidence: number; threshold: number }[];
  text: { headline: string; body: string; removed: string[] };
  confidences: Record<string, number>;
  sentiment: Partial<Sentiment>;
  articles: { articleId: string }[];
  topics: { topic: string }[];
  definition: string;
}

/** Makes a call and checks its answer against the OpenAPI document. The body is empty where it is not JSON. */
export async function fetchJson<Body = Answer>(url: string, init: RequestInit = withKey) {
  const response = await fetch(url, init);
  const text = await response.text();
  checkAnswer(init.method ?? "GET", url, response, text);
  const { status, headers } = response;
  const isJson = /[/+]json\b/.test(headers.get("content-type") ?? "");
  // Each test asserts on the parts that it reads.
  const body = (text && isJson ? JSON.parse(text) : {}) as Body;
  return { status, headers, text, body };
}
