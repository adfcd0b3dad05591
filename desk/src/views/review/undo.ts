import { useState } from "preact/hooks";
import type { Decision } from "../../decide.ts";
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
