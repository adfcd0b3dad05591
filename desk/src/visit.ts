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
  /** The decision that restores the state before. */
  back: Decision;
}

/** The article that this window reserves. */
export interface Claims {
  inHand: string | undefined;
  /** The requests so far, one after another, so that a release never overtakes a claim. */
  queue: Promise<unknown>;
}

/** What an editor did since signing in. It ends with them: nobody undoes another's decision in their own name. */
export interface Visit {
  by: Session["by"];
  /** Newest last. */
  done: readonly Done[];
  /** The ETag that the last decision left on each article. */
  etags: Map<string, string>;
  /** Whether a decision is on its way. Only one may be, so that the last is always known. */
  isSaving: boolean;
  claims: Claims;
  /** Notes not yet sent with a decision, by article. */
  notes: Map<string, string>;
  /** Where the queue was left: its filter and the article in hand. */
  queueAddress: string;
  /** Called after each decision. */
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
 * @param on the article's ETag before the decision. @param left its ETag afterwards.
 */
export function remember(visit: Visit, made: Done, on: string, left: string): void {
  const { articleId } = made.article;
  // Something came in between: undoing earlier decisions would undo that too.
  if (visit.etags.get(articleId) !== on) forgetArticle(visit, articleId);
  visit.etags.set(articleId, left);
  keep(visit, [...visit.done, made]);
}

/** Drops a decision that was undone, and keeps the ETag that this left. */
export function forget(visit: Visit, undone: Done, left: string): void {
  visit.etags.set(undone.article.articleId, left);
  keep(
    visit,
    visit.done.filter((each) => each !== undone),
  );
}

/** Drops all decisions on an article: none can be undone any more. */
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
