import { answerOf, type Schemas, service } from "./service.ts";
import type { Topic } from "./topic.tsx";

export type TagsDocument = Schemas["TagsDocument"];
export type Tag = Schemas["Tag"];
export type Evidence = Schemas["Evidence"];
export type History = Schemas["GetHistoryAnswer"];

/** The tags document as an editor sees it, rejected tags and evidence with it, and the ETag to decide on it with. */
export interface Seen {
  document: TagsDocument;
  etag: string;
}

/** An article's tags; while a new version waits for its tagging, so does this. */
export async function loadSeen(articleId: string, signal: AbortSignal | null = null): Promise<Seen> {
  const answer = await service.GET("/v1/articles/{articleId}/tags", {
    params: { path: { articleId }, query: { include: "all", wait: 10 } },
    signal,
  });
  if (answer.response.status === 202) return loadSeen(articleId, signal);
  // Without `format` it is no other document.
  const document = answerOf(answer) as TagsDocument;
  return { document, etag: answer.response.headers.get("etag") ?? "" };
}

/** An article's revisions, taggings and overrides, each newest first. */
export async function loadHistory(articleId: string, signal: AbortSignal | null = null): Promise<History> {
  return answerOf(await service.GET("/v1/articles/{articleId}/history", { params: { path: { articleId } }, signal }));
}

/** The tag of a topic, also one that an editor took away. */
export function findTag({ tags, rejected = [] }: TagsDocument, topic: Topic): Tag | undefined {
  return [...tags, ...rejected].find((tag) => tag.topic === topic);
}
