import { saving } from "./saved-state.tsx";
import { findTag, loadHistory, loadSeen, type Seen, type TagsDocument } from "./seen.ts";
import { answerOf, describeError, isRefused, ProblemError, service, Trouble } from "./service.ts";
import type { Topic } from "./topic.tsx";

export interface Decision {
  topic: Topic;
  /** `clear` takes back the earlier decision. */
  action: "accept" | "reject" | "add" | "clear";
  note?: string;
}

/** The article has changed since the editor saw it: load it again and show its current state. */
export class ArticleChanged extends Trouble {}

/** It is not known whether a decision was stored. */
export class DecisionLost extends Trouble {}

/** Shown while it is unknown whether a decision was stored. */
export const LOST =
  "Beatline did not respond. Your decision may or may not have been saved. The desk is checking and will tell you.";

const ASK_AGAIN_MS = 2_000;

interface Asked {
  articleId: string;
  /** The state that the editor saw. */
  etag: string;
  decision: Decision;
  /** The id of the key that decides. */
  by: string;
  /** Called when the answer is lost, before the desk finds out whether the decision was stored. */
  onLost: () => void;
}

/**
 * Stores a decision; the bar shows the progress.
 *
 * @returns the article after the decision.
 * @throws ArticleChanged when the article has changed. @throws DecisionLost, Error otherwise.
 */
export function decide(asked: Asked): Promise<Seen> {
  return saving(async () => {
    try {
      return await send(asked);
    } catch (error) {
      // 409: a new version of the article waits for its tagging.
      if (isRefused(error, 412) || isRefused(error, 409)) throw changed();
      if (!isLost(error)) throw error;
      asked.onLost();
      return findOut(asked);
    }
  });
}

async function send({ articleId, etag, decision }: Asked): Promise<Seen> {
  const answer = await service.PATCH("/v1/articles/{articleId}/tags", {
    params: { path: { articleId }, header: { "If-Match": etag }, query: { include: "all" } },
    body: { decisions: [decision] },
  });
  return { document: answerOf(answer), etag: answer.response.headers.get("etag") ?? "" };
}

/** The service, like the network, may fail after the decision was stored. */
function isLost(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.problem.status >= 500;
}

/** Asks until it is known whether the decision was stored. */
async function findOut(asked: Asked): Promise<Seen> {
  for (;;) {
    try {
      return await findStored(asked);
    } catch (error) {
      if (error instanceof Trouble) throw error;
      if (!isLost(error))
        throw new DecisionLost(
          "Your last decision may or may not have been saved. Open its article to check.",
          "Maybe not saved: check article",
        );
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

async function findStored({ articleId, etag, decision, by }: Asked): Promise<Seen> {
  const now = await loadSeen(articleId);
  if (now.etag === etag) {
    throw new Trouble("Not saved: Beatline did not receive your decision. Try again.", "Not saved: try again");
  }
  const { overrides } = await loadHistory(articleId);
  const last = overrides.find(({ topic }) => topic === decision.topic);
  if (last?.by.id !== by || last.action !== decision.action) throw changed();
  return now;
}

function changed(): ArticleChanged {
  return new ArticleChanged("Not saved: the article has changed.", "Not saved: article changed");
}

/** Returns what an editor is told about a failed decision. */
export function describeUndecided(error: unknown): string {
  const why = describeError(error);
  return error instanceof Trouble ? why : `Your decision was not saved. ${why}`;
}

const STANDING: Readonly<Record<string, Decision["action"]>> = { accepted: "accept", added: "add", rejected: "reject" };

/** Returns what undoes a decision on a topic: the decision that stood in `seen`, or a clear. */
export function takeBack(seen: TagsDocument, topic: Topic): Decision {
  return { topic, action: STANDING[findTag(seen, topic)?.decision ?? ""] ?? "clear" };
}
