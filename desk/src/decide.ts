import { saving } from "./saved-state.tsx";
import type { Seen } from "./seen.ts";
import { answerOf, isRefused, type Schemas, service, Trouble } from "./service.ts";
import type { Topic } from "./topic.tsx";

export interface Decision {
  topic: Topic;
  /** `clear` takes back what was decided before. */
  action: "accept" | "reject" | "add" | "clear";
  note?: string;
}

/** The article is another one than was decided on: load it again and show what is there now. */
export class ArticleChanged extends Trouble {}

/**
 * Stores a decision of who saw the article as `etag` says; the bar shows how that goes.
 *
 * @returns the article as it is after the decision. @throws ArticleChanged when it is another one by now.
 */
export async function decide(articleId: string, etag: string, decision: Decision): Promise<Seen> {
  return saving(async () => {
    try {
      const answer = await service.PATCH("/v1/articles/{articleId}/tags", {
        params: { path: { articleId }, header: { "If-Match": etag }, query: { include: "all" } },
        body: { decisions: [decision] },
      });
      return { document: answerOf(answer), etag: answer.response.headers.get("etag") ?? "" };
    } catch (error) {
      // 409: a new version of it waits for its tagging.
      if (!isRefused(error, 412) && !isRefused(error, 409)) throw error;
      throw new ArticleChanged("Not saved: the article has changed meanwhile.");
    }
  });
}

const STANDING: Readonly<Record<string, Decision["action"]>> = { accepted: "accept", added: "add", rejected: "reject" };

/** What undoes a decision on a topic: the decision that stood on it in `seen`, or none. */
export function takeBack({ tags, rejected = [] }: Schemas["TagsDocument"], topic: Topic): Decision {
  const tag = [...tags, ...rejected].find((each) => each.topic === topic);
  return { topic, action: STANDING[tag?.decision ?? ""] ?? "clear" };
}
