import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useClaim } from "../../claim.ts";
import { quoteHeadline, sayHeadline } from "../../headline.ts";
import { useKeys } from "../../keys.tsx";
import type { QueuedArticle } from "../../queued-article.ts";
import { describeError } from "../../service.ts";
import { useDeciding } from "../../use-deciding.ts";
import { focusView } from "../../view.tsx";
import { type Done, describeUndone, VisitContext } from "../../visit.ts";
import { leave, loadQueue, type Queue, type QueueFilter, writeQuery } from "./queue.ts";

export interface ReviewQueueProps {
  queue: Queue;
  filter: QueueFilter;
  change: (queue: Queue) => void;
  reload: () => void;
}

/** Keeps the article in hand and moves through the queue: next, finish, undo, load more. */
export function useReview({ queue, filter, change }: ReviewQueueProps) {
  const { linked } = queue;
  const [article, setArticle] = useState(linked && "article" in linked ? linked.article : queue.articles[0]);
  const [said, say] = useState("");
  const [trouble, setTrouble] = useState(linked && "why" in linked ? linked.why : undefined);
  const [sight, setSight] = useState(0);
  const takesFocus = useRef(false);
  const settled = useRef(new Set<string>());
  const visit = useContext(VisitContext);
  const deciding = useDeciding();
  const look = () => setSight((count) => count + 1);
  const claim = useClaim(article?.articleId, look);
  // The article in hand stays in sight even if a newer queue lacks it.
  const isListed = queue.articles.some(({ articleId }) => articleId === article?.articleId);
  const articles = article && !isListed ? [article, ...queue.articles] : queue.articles;
  const latest = useRef({ queue, articles, article });
  latest.current = { queue, articles, article };

  useEffect(() => {
    if (!article && queue.articles[0]) setArticle(queue.articles[0]);
  }, [article, queue]);
  // A layout effect: a later one would overwrite the address of a filter chosen meanwhile.
  useLayoutEffect(() => {
    visit.queueAddress = `/desk/${writeQuery(filter, article?.articleId)}`;
    history.replaceState(history.state, "", visit.queueAddress);
  }, [article, filter, visit]);

  const take = (next: QueuedArticle | undefined) => {
    const { article: left, articles, queue } = latest.current;
    takesFocus.current = true;
    setTrouble(undefined);
    if (left && settled.current.has(left.articleId) && left.articleId !== next?.articleId) {
      change({ ...queue, articles: leave(articles, left.articleId).rest });
    }
    setArticle(next);
  };
  const move = (by: number) => {
    const at = articles.findIndex(({ articleId }) => articleId === article?.articleId);
    const next = articles[at + by];
    if (!next && by > 0 && queue.next) return void showMore();
    if (!next) return say(by > 0 ? "This is the last article in the list." : "This is the first article in the list.");
    take(next);
    say(`${at + by + 1} of ${articles.length}: ${sayHeadline(next.headline)}`);
  };
  const finish = (finished: QueuedArticle, what: string) => {
    const { articles, article: now, queue } = latest.current;
    const { rest, next } = leave(articles, finished.articleId);
    settled.current.add(finished.articleId);
    change({ ...queue, articles: rest });
    if (now?.articleId === finished.articleId) {
      takesFocus.current = true;
      setArticle(next);
    }
    const then = next ? `Next: ${quoteHeadline(next.headline)}` : "That was the last article in the list.";
    say(`${what} on ${quoteHeadline(finished.headline)}. ${then}`);
    // Without a cursor, this loads what came since the list was loaded.
    if (rest.length > 0) return;
    focusView();
    void showMore();
  };
  const showMore = async () => {
    try {
      const more = await loadQueue(filter, queue.next);
      const have = new Set(latest.current.queue.articles.map(({ articleId }) => articleId));
      const fresh = more.articles.filter(({ articleId }) => !have.has(articleId) && !settled.current.has(articleId));
      change({ articles: [...latest.current.queue.articles, ...fresh], next: more.next });
      if (fresh.length > 0)
        say(fresh.length === 1 ? "1 more article loaded." : `${fresh.length} more articles loaded.`);
    } catch (error) {
      setTrouble(`More articles could not be loaded. ${describeError(error)}`);
    }
  };
  const restore = (done: Done) => {
    const { article: undone } = done;
    const { articles, queue } = latest.current;
    settled.current.delete(undone.articleId);
    const isThere = articles.some(({ articleId }) => articleId === undone.articleId);
    change({ ...queue, articles: isThere ? articles : [undone, ...articles] });
    takesFocus.current = true;
    setTrouble(undefined);
    setArticle(undone);
    look();
    claim.claim();
    say(describeUndone(done));
  };
  const lookAgain = ({ article: kept }: Done) => {
    setArticle(kept);
    look();
  };
  const undo = () => deciding.undo({ say, fail: setTrouble, restore, lookAgain });
  useKeys([
    { key: "j", does: "Next article", run: () => move(1) },
    { key: "k", does: "Previous article", run: () => move(-1) },
    { key: "u", does: "Undo your last decision", run: () => void undo() },
  ]);
  return {
    article,
    articles,
    claim,
    deciding,
    said,
    say,
    settled,
    sight,
    trouble,
    takesFocus,
    take,
    move,
    finish,
    showMore,
    undo,
  };
}
