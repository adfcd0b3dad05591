import { answerOf, type Schemas, service } from "./service.ts";
import type { Topic } from "./topic.tsx";

export type TagsDocument = Schemas["TagsDocument"];
export type Tag = Schemas["Tag"];
export type Evidence = Schemas["Evidence"];
export type History = Schemas["GetHistoryAnswer"];

/** The tags document as an editor sees it, with rejected tags and evidence, and the ETag for deciding on it. */
export interface Seen {
  document: TagsDocument;
  etag: string;
}

/** Loads an article's tags. Waits while a new version waits for its tagging. */
export async function loadSeen(articleId: string, signal: AbortSignal | null = null): Promise<Seen> {
  const answer = await service.GET("/v1/articles/{articleId}/tags", {
    params: { path: { articleId }, query: { include: "all", wait: 10 } },
    signal,
  });
  if (answer.response.status === 202) return loadSeen(articleId, signal);
  // Without `format` the answer is always the tags document.
  const document = answerOf(answer) as TagsDocument;
  return { document, etag: answer.response.headers.get("etag") ?? "" };
}

/** Loads an article's revisions, taggings and overrides, each newest first. */
export async function loadHistory(articleId: string, signal: AbortSignal | null = null): Promise<History> {
  return answerOf(await service.GET("/v1/articles/{articleId}/history", { params: { path: { articleId } }, signal }));
}

/** Returns the tag of a topic, even if an editor rejected it. */
export function findTag({ tags, rejected = [] }: TagsDocument, topic: Topic): Tag | undefined {
  return [...tags, ...rejected].find((tag) => tag.topic === topic);
}
