import { saving } from "./saved-state.tsx";
import { answerOf, type Schemas, service } from "./service.ts";
import type { Topic } from "./topic.tsx";

export interface Decision {
  topic: Topic;
  /** `clear` takes back what was decided before. */
  action: "accept" | "reject" | "add" | "clear";
  note?: string;
}

/** The tags document as it is after a decision, and the ETag to decide on it with. */
export interface Decided {
  document: Schemas["TagsDocument"];
  etag: string;
}

/**
 * Stores decisions of who saw the article as `etag` says; the bar shows how that goes.
 *
 * @throws ProblemError with status 412 when the article has changed since: load it again and show what is there now.
 */
export async function decide(articleId: string, etag: string, decisions: Decision[]): Promise<Decided> {
  return saving(async () => {
    const answer = await service.PATCH("/v1/articles/{articleId}/tags", {
      params: { path: { articleId }, header: { "If-Match": etag }, query: { include: "all" } },
      body: { decisions },
    });
    return { document: answerOf(answer), etag: answer.response.headers.get("etag") ?? "" };
  });
}

const STANDING: Readonly<Record<string, Decision["action"]>> = { accepted: "accept", added: "add", rejected: "reject" };

/** What undoes a decision on a topic: the decision that stood on it in `seen`, or none. */
export function takeBack({ tags, rejected = [] }: Schemas["TagsDocument"], topic: Topic): Decision {
  const tag = [...tags, ...rejected].find((each) => each.topic === topic);
  return { topic, action: STANDING[tag?.decision ?? ""] ?? "clear" };
}
