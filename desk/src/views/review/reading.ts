import { answerOf, type Schemas, service } from "../../service.ts";
import { TOPICS, type Topic } from "../../topic.tsx";
import { describeChanges } from "./changes.ts";

export type Document = Schemas["TagsDocument"];
export type Tag = Schemas["Tag"];

/** An article's tags as the editor sees them, and what names that state. */
export interface Reading {
  document: Document;
  etag: string;
  /** What others did since the editor saw it. */
  changes: readonly string[];
}

/** An article's tags; while a new version waits for its tagging, so does this. */
export async function loadReading(articleId: string, signal?: AbortSignal): Promise<Reading> {
  const answer = await service.GET("/v1/articles/{articleId}/tags", {
    params: { path: { articleId }, query: { include: "all", wait: 10 } },
    ...(signal ? { signal } : {}),
  });
  if (answer.response.status === 202) return loadReading(articleId, signal);
  // Without `format` it is no other document.
  const document = answerOf(answer) as Document;
  return { document, etag: answer.response.headers.get("etag") ?? "", changes: [] };
}

/** The article as it is now, with what others did since `seen`. */
export async function loadChanged(articleId: string, seen: Document): Promise<Reading> {
  const [reading, history] = await Promise.all([
    loadReading(articleId),
    service.GET("/v1/articles/{articleId}/history", { params: { path: { articleId } } }),
  ]);
  return { ...reading, changes: describeChanges(seen, reading.document, answerOf(history).overrides) };
}

export function findTag(document: Document, topic: Topic): Tag | undefined {
  return [...document.tags, ...(document.rejected ?? [])].find((tag) => tag.topic === topic);
}

/** Topics that are no tag, each with the confidence that the model has in it. */
export function listAddable(document: Document): { topic: Topic; confidence: number | null }[] {
  const confidences = "confidences" in document ? document.confidences : undefined;
  return TOPICS.filter((topic) => !document.tags.some((tag) => tag.topic === topic)).map((topic) => ({
    topic,
    confidence: confidences?.[topic] ?? null,
  }));
}
