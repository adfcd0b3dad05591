import { useRef, useState } from "preact/hooks";
import { type Decision, decide } from "../../decide.ts";
import { describeError, isRefused } from "../../service.ts";
import type { QueuedArticle } from "./queue.ts";

/** A decision of this visit to the desk. */
export interface Done {
  article: QueuedArticle;
  decision: Decision;
  /** What brings back what was before. */
  back: Decision;
}

/** Newest last; kept while the desk is open, also when an editor looks at another view. */
const done: Done[] = [];
/** The state of each article after the last decision of this visit. */
const etags = new Map<string, string>();

/** The decisions of this visit that can be undone. */
export function useDone() {
  const [, setCount] = useState(done.length);
  return {
    last: done.at(-1),
    remember: (made: Done, etag: string) => {
      etags.set(made.article.articleId, etag);
      setCount(done.push(made));
    },
    /** @returns the state in which the decision left its article, for `If-Match`. */
    etagOf: ({ article }: Done): string => etags.get(article.articleId) ?? "",
    forget: (undone: Done, etag?: string) => {
      if (etag) etags.set(undone.article.articleId, etag);
      done.splice(done.indexOf(undone), 1);
      setCount(done.length);
    },
  };
}

/** What a view does about an undoing. */
interface Undoing {
  say: (what: string) => void;
  fail: (why: string) => void;
  /** It is as it was before the decision. */
  restore: (undone: Done) => void;
  /** It was not undone, and its article is another one by now. */
  lookAgain: (kept: Done) => void;
}

/** Undoes the last decision of this visit, one at a time. */
export function useUndo({ last, etagOf, forget }: ReturnType<typeof useDone>, view: Undoing): () => Promise<void> {
  const undoing = useRef(false);
  return async () => {
    if (!last) return view.say("There is nothing to undo.");
    if (undoing.current) return;
    undoing.current = true;
    try {
      const { etag } = await decide(last.article.articleId, etagOf(last), [last.back]);
      forget(last, etag);
      view.restore(last);
    } catch (error) {
      if (isRefused(error, 412)) {
        forget(last);
        view.lookAgain(last);
        view.fail("Not undone: the article has changed since your decision. It is shown as it is now.");
      } else view.fail(`Not undone. ${describeError(error)}`);
    } finally {
      undoing.current = false;
    }
  };
}
