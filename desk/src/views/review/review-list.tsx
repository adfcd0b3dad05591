import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Confidence } from "../../confidence.tsx";
import { sayHeadline } from "../../headline.ts";
import type { QueuedArticle } from "../../queued-article.ts";
import { TopicName } from "../../topic.tsx";
import { WhereFrom } from "../../where-from.tsx";

interface ReviewListProps {
  articles: readonly QueuedArticle[];
  inHand: QueuedArticle | undefined;
  /** The article in hand, if it opens under its row. */
  panel: ComponentChildren;
  take: (article: QueuedArticle) => void;
}

export function ReviewList({ articles, inHand, panel, take }: ReviewListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [inHand?.articleId]);
  return (
    <ol class="review-list" ref={list} aria-label="Articles to review, most urgent first">
      {articles.map((article) => {
        const isInHand = article.articleId === inHand?.articleId;
        return (
          <li key={article.articleId}>
            <button
              type="button"
              class="review-row"
              aria-current={isInHand ? "true" : undefined}
              onClick={() => take(article)}
            >
              <Row article={article} />
            </button>
            {isInHand ? panel : null}
          </li>
        );
      })}
    </ol>
  );
}

function Row({ article: { headline, source, section, publishedAt, tags } }: { article: QueuedArticle }) {
  const suggested = tags.filter(({ decision }) => decision === "suggested");
  const others = tags.filter(({ decision }) => decision !== "suggested" && decision !== "rejected");
  return (
    <>
      <span class="headline">{sayHeadline(headline)}</span>
      <span class="review-where">
        <WhereFrom source={source} section={section} at={publishedAt} />
      </span>
      <span class="review-tags">
        {suggested.map(({ topic, confidence }) => (
          <span key={topic} class={`review-suggested ${topic}`}>
            <TopicName topic={topic} /> <Confidence value={confidence} />
          </span>
        ))}
        {others.map(({ topic }) => (
          <span key={topic} class="review-other">
            <TopicName topic={topic} />
          </span>
        ))}
      </span>
    </>
  );
}
