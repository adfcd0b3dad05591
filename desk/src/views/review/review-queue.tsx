import { useEffect, useRef, useState } from "preact/hooks";
import { decide } from "../../decide.ts";
import { useKeys } from "../../keys.tsx";
import { describeError, isRefused } from "../../service.ts";
import { Empty } from "../../states.tsx";
import { nameTopic } from "../../topic.tsx";
import { ArticleInHand } from "./article-in-hand.tsx";
import { DONE } from "./changes.ts";
import { useClaim } from "./claim.ts";
import { useNarrow } from "./narrow.ts";
import { leave, loadQueue, type Queue, type QueuedArticle, type QueueFilter, writeQuery } from "./queue.ts";
import { ReviewList } from "./review-list.tsx";
import { type Done, useDone } from "./undo.ts";

interface ReviewQueueProps {
  queue: Queue;
  filter: QueueFilter;
  change: (queue: Queue) => void;
  reload: () => void;
}

export function ReviewQueue({ queue, filter, change, reload }: ReviewQueueProps) {
  const [article, setArticle] = useState(() => findLinked(queue.articles) ?? queue.articles[0]);
  const [said, say] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const [sight, setSight] = useState(0);
  const heading = useRef(false);
  const settled = useRef(new Set<string>());
  const narrow = useNarrow();
  const done = useDone();
  const look = () => setSight((count) => count + 1);
  const claim = useClaim(article?.articleId, look);
  // What is in hand stays in sight when a newer queue does not have it.
  const isListed = queue.articles.some(({ articleId }) => articleId === article?.articleId);
  const articles = article && !isListed ? [article, ...queue.articles] : queue.articles;
  const latest = useRef({ queue, articles, article });
  latest.current = { queue, articles, article };

  useEffect(() => {
    if (!article && queue.articles[0]) setArticle(queue.articles[0]);
  }, [article, queue]);
  useEffect(() => {
    history.replaceState(history.state, "", `/desk/${writeQuery(filter, article?.articleId)}`);
  }, [article, filter]);

  const take = (next: QueuedArticle | undefined) => {
    const { article: left, articles, queue } = latest.current;
    heading.current = true;
    setTrouble(undefined);
    if (left && settled.current.has(left.articleId) && left.articleId !== next?.articleId) {
      change({ ...queue, articles: leave(articles, left.articleId).rest });
    }
    setArticle(next);
  };
  const move = (by: number) => {
    const at = articles.findIndex(({ articleId }) => articleId === article?.articleId);
    const next = articles[at + by];
    if (!next) return say(by > 0 ? "This is the last article of the list." : "This is the first article of the list.");
    take(next);
    say(`${at + by + 1} of ${articles.length}: ${next.headline}`);
  };
  const finish = (finished: QueuedArticle, what: string) => {
    const { articles, article: now, queue } = latest.current;
    const { rest, next } = leave(articles, finished.articleId);
    settled.current.add(finished.articleId);
    change({ ...queue, articles: rest });
    if (now?.articleId === finished.articleId) {
      heading.current = true;
      setArticle(next);
    }
    say(`${what} on “${finished.headline}”. ${next ? `Next: “${next.headline}”` : "That was the last of the list."}`);
    if (rest.length === 0 && queue.next) void showMore();
  };
  const showMore = async () => {
    try {
      const more = await loadQueue(filter, queue.next);
      const have = new Set(latest.current.queue.articles.map(({ articleId }) => articleId));
      const fresh = more.articles.filter(({ articleId }) => !have.has(articleId) && !settled.current.has(articleId));
      change({ articles: [...latest.current.queue.articles, ...fresh], next: more.next });
      say(`${fresh.length} more articles.`);
    } catch (error) {
      setTrouble(`More could not be loaded. ${describeError(error)}`);
    }
  };
  const restore = ({ article: undone, decision }: Done) => {
    const { articles, queue } = latest.current;
    settled.current.delete(undone.articleId);
    const isThere = articles.some(({ articleId }) => articleId === undone.articleId);
    change({ ...queue, articles: isThere ? articles : [undone, ...articles] });
    heading.current = true;
    setTrouble(undefined);
    setArticle(undone);
    look();
    claim.claim();
    say(`Undone: ${DONE[decision.action]} ${nameTopic(decision.topic)} on “${undone.headline}”.`);
  };
  const undoing = useRef(false);
  const undo = async () => {
    const { last } = done;
    if (!last) return say("There is nothing to undo.");
    if (undoing.current) return;
    undoing.current = true;
    try {
      const { etag } = await decide(last.article.articleId, done.etagOf(last), [last.back]);
      done.forget(last, etag);
      restore(last);
    } catch (error) {
      if (isRefused(error, 412)) {
        done.forget(last);
        setArticle(last.article);
        look();
        setTrouble("Not undone: the article has changed since your decision. It is shown as it is now.");
      } else setTrouble(`Not undone. ${describeError(error)}`);
    } finally {
      undoing.current = false;
    }
  };
  useKeys([
    { key: "j", does: "Next article", run: () => move(1) },
    { key: "k", does: "Article before", run: () => move(-1) },
    { key: "u", does: "Undo the last decision", run: () => void undo() },
  ]);

  const inHand = article ? (
    <ArticleInHand
      key={`${article.articleId} ${sight}`}
      article={article}
      claim={claim}
      takesFocus={heading}
      say={say}
      onFinished={finish}
      onSettled={() => settled.current.add(article.articleId)}
      onLeave={() => {
        const { rest, next } = leave(articles, article.articleId);
        take(next && rest.length > 0 ? next : undefined);
      }}
      remember={done.remember}
    />
  ) : null;
  return (
    <>
      <p class="hidden" role="status">
        {said}
      </p>
      <div class="review-tools">
        <button type="button" onClick={() => move(-1)} disabled={!article}>
          <span class="review-key" aria-hidden="true">
            K
          </span>{" "}
          Previous
        </button>
        <button type="button" onClick={() => move(1)} disabled={!article}>
          <span class="review-key" aria-hidden="true">
            J
          </span>{" "}
          Next
        </button>
        <button type="button" onClick={() => void undo()} disabled={!done.last}>
          <span class="review-key" aria-hidden="true">
            U
          </span>{" "}
          Undo
        </button>
        {done.last ? (
          <span class="review-last">
            Last: {DONE[done.last.decision.action]} {nameTopic(done.last.decision.topic)} on “
            {done.last.article.headline}”
          </span>
        ) : null}
      </div>
      {trouble ? (
        <p class="review-trouble" role="alert">
          {trouble}
        </p>
      ) : null}
      {articles.length === 0 ? (
        <Empty>
          <p>
            <strong>Nothing waits for an editor{writeQuery(filter) ? " here" : ""}.</strong> Articles come here when the
            model suggests a topic and is not sure of it.
          </p>
          <button type="button" onClick={reload}>
            Look again
          </button>
        </Empty>
      ) : (
        <div class="review-split">
          <div class="review-queue">
            <ReviewList articles={articles} inHand={article} panel={narrow ? inHand : null} take={take} />
            {queue.next ? (
              <button type="button" class="review-more" onClick={() => void showMore()}>
                Show more
              </button>
            ) : null}
          </div>
          {narrow ? null : inHand}
        </div>
      )}
    </>
  );
}

/** The article that the link names, so that a link and the way back from an article keep the editor's place. */
function findLinked(articles: readonly QueuedArticle[]): QueuedArticle | undefined {
  const linked = new URLSearchParams(location.search).get("article");
  return articles.find(({ articleId }) => articleId === linked);
}
