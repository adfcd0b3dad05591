import { useContext, useLayoutEffect, useState } from "preact/hooks";
import { ArticleChanged, type Decision, DecisionLost, decide, LOST, takeBack } from "./decide.ts";
import type { QueuedArticle } from "./queued-article.ts";
import type { Seen } from "./seen.ts";
import { describeError, isRefused } from "./service.ts";
import { type Done, forget, forgetArticle, remember, type Visit, VisitContext } from "./visit.ts";

/** What a view does when a decision is undone. */
interface Undoing {
  say: (what: string) => void;
  fail: (why: string) => void;
  /** Called when the article is as it was before the decision. */
  restore: (undone: Done, now: Seen) => void;
  /** Called when the decision was not undone, because the article has changed. */
  lookAgain: (kept: Done) => void;
}

export interface Deciding {
  /** Decides on an article as the editor saw it. @throws ArticleChanged, Error when nothing was decided. */
  make: (article: QueuedArticle, seen: Seen, decision: Decision, onLost: () => void) => Promise<Seen>;
  /** Whether a decision is on its way: another would rest on an outdated state. */
  isSaving: () => boolean;
}

export const STILL_SAVING = "Your previous decision is still being saved.";

/** Makes and undoes decisions on any article in any view of this visit; `last` is the newest. */
export function useDeciding(): Deciding & { last: Done | undefined; undo: (view: Undoing) => Promise<void> } {
  const visit = useContext(VisitContext);
  const alone = async (save: () => Promise<Seen>) => {
    visit.isSaving = true;
    try {
      return await save();
    } finally {
      visit.isSaving = false;
    }
  };
  return {
    last: useLast(visit),
    isSaving: () => visit.isSaving,
    make: (article, seen, decision, onLost) =>
      alone(async () => {
        const now = await decide({ articleId: article.articleId, etag: seen.etag, decision, by: visit.by.id, onLost });
        remember(visit, { article, decision, back: takeBack(seen.document, decision.topic) }, seen.etag, now.etag);
        return now;
      }),
    undo: async (view) => {
      const last = visit.done.at(-1);
      if (visit.isSaving) view.say(STILL_SAVING);
      else if (last) await undo(visit, last, view, alone);
      else view.say("There is nothing to undo.");
    },
  };
}

async function undo(
  visit: Visit,
  last: Done,
  view: Undoing,
  alone: (save: () => Promise<Seen>) => Promise<Seen>,
): Promise<void> {
  const { articleId } = last.article;
  try {
    const etag = visit.etags.get(articleId) ?? "";
    const asked = { articleId, etag, decision: last.back, by: visit.by.id, onLost: () => view.fail(LOST) };
    const now = await alone(() => decide(asked));
    forget(visit, last, now.etag);
    view.restore(last, now);
  } catch (error) {
    if (error instanceof DecisionLost) return view.fail(error.message);
    // Withdrawn: earlier decisions on other articles can still be undone.
    const isGone = isRefused(error, 410);
    if (isGone || error instanceof ArticleChanged) forgetArticle(visit, articleId);
    if (!(error instanceof ArticleChanged)) return view.fail(`Not undone. ${describeError(error)}`);
    view.lookAgain(last);
    view.fail("Not undone: the article has changed since your decision. You now see its current state.");
  }
}

function useLast(visit: Visit): Done | undefined {
  const [last, setLast] = useState(visit.done.at(-1));
  useLayoutEffect(() => {
    const look = () => setLast(visit.done.at(-1));
    look();
    visit.watchers.add(look);
    return () => void visit.watchers.delete(look);
  }, [visit]);
  return last;
}
