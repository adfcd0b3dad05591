import { createContext } from "preact";
import type { Decision } from "./decide.ts";
import { quoteHeadline } from "./headline.ts";
import type { QueuedArticle } from "./queued-article.ts";
import type { Session } from "./session.ts";
import { nameTopic } from "./topic.tsx";

/** A decision that can be undone. */
export interface Done {
  article: QueuedArticle;
  decision: Decision;
  /** What brings back what was before. */
  back: Decision;
}

/** The article that this window reserves. */
export interface Claims {
  inHand: string | undefined;
  /** What was asked for so far: one after the other, so that giving back never overtakes asking for. */
  queue: Promise<unknown>;
}

/** What an editor did since they signed in. It goes with them: nobody undoes in their own name what another decided. */
export interface Visit {
  by: Session["by"];
  /** Newest last. */
  done: readonly Done[];
  /** The state in which the last decision left each article. */
  etags: Map<string, string>;
  /** Whether a decision is on its way: one at a time, so that the last is always known. */
  isSaving: boolean;
  claims: Claims;
  /** Those that were begun and went with no decision yet, by article. */
  notes: Map<string, string>;
  /** Where the queue was left: its filter and the article in hand. */
  queueAddress: string;
  /** Hear of each decision. */
  watchers: Set<() => void>;
}

export const DONE: Readonly<Record<Decision["action"], string>> = {
  accept: "Accepted",
  reject: "Rejected",
  add: "Added",
  clear: "Cleared the decision on",
};

/** "Accepted Labor". */
export function describeDecision({ action, topic }: Decision): string {
  return `${DONE[action]} ${nameTopic(topic)}`;
}

/** "Undone: Accepted Labor on “Council votes”." */
export function describeUndone({ decision, article }: Done): string {
  return `Undone: ${describeDecision(decision)} on ${quoteHeadline(article.headline)}.`;
}

export function startVisit(by: Session["by"]): Visit {
  return {
    by,
    done: [],
    etags: new Map(),
    isSaving: false,
    claims: { inHand: undefined, queue: Promise.resolve() },
    notes: new Map(),
    queueAddress: "/desk/",
    watchers: new Set(),
  };
}

export const VisitContext = createContext(startVisit({ id: "", name: "" }));

/**
 * Keeps a decision so that it can be undone.
 *
 * @param on the state of the article that it was made on. @param left the state that it left, both as ETags.
 */
export function remember(visit: Visit, made: Done, on: string, left: string): void {
  const { articleId } = made.article;
  // Something came in between: undoing what was before it would undo that too.
  if (visit.etags.get(articleId) !== on) forgetArticle(visit, articleId);
  visit.etags.set(articleId, left);
  keep(visit, [...visit.done, made]);
}

/** Keeps that a decision was undone, and the state that this left. */
export function forget(visit: Visit, undone: Done, left: string): void {
  visit.etags.set(undone.article.articleId, left);
  keep(
    visit,
    visit.done.filter((each) => each !== undone),
  );
}

/** Nothing on this article can be undone any more. */
export function forgetArticle(visit: Visit, articleId: string): void {
  keep(
    visit,
    visit.done.filter(({ article }) => article.articleId !== articleId),
  );
}

function keep(visit: Visit, done: readonly Done[]): void {
  visit.done = done;
  for (const tell of visit.watchers) tell();
}
