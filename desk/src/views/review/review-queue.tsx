import { More } from "../../more.tsx";
import { Empty } from "../../states.tsx";
import { ArticleInHand } from "./article-in-hand.tsx";
import { useNarrow } from "./narrow.ts";
import { leave, writeQuery } from "./queue.ts";
import { ReviewList } from "./review-list.tsx";
import { ReviewTools } from "./review-tools.tsx";
import { type ReviewQueueProps, useReview } from "./use-review.ts";

export function ReviewQueue(props: ReviewQueueProps) {
  const { queue, filter, reload } = props;
  const review = useReview(props);
  const narrow = useNarrow();
  const { article, articles, claim, deciding, takesFocus, said, say, settled, sight, trouble, take, finish, showMore } =
    review;
  const inHand = article ? (
    <ArticleInHand
      key={`${article.articleId} ${sight}`}
      article={article}
      topic={filter.topic}
      claim={claim}
      takesFocus={takesFocus}
      say={say}
      onFinished={finish}
      onSettled={() => settled.current.add(article.articleId)}
      onLeave={() => {
        const { rest, next } = leave(articles, article.articleId);
        take(next && rest.length > 0 ? next : undefined);
      }}
      deciding={deciding}
    />
  ) : null;
  return (
    <>
      {article ? (
        <a class="skip" href="#review-headline">
          Skip to the selected article
        </a>
      ) : null}
      <p class="review-said" role="status">
        {said}
      </p>
      <ReviewTools review={review} />
      {trouble ? (
        <p class="review-trouble" role="alert">
          {trouble}
        </p>
      ) : null}
      {articles.length === 0 ? (
        <Empty>
          <p>
            <strong>No articles to review{writeQuery(filter) ? " with these filters" : ""}.</strong> Articles appear
            here when the model suggests a topic but is not sure.
          </p>
          <button type="button" onClick={reload}>
            Check again
          </button>
        </Empty>
      ) : (
        <div class="review-split">
          <div>
            <ReviewList articles={articles} inHand={article} panel={narrow ? inHand : null} take={take} />
            <More more={queue.next ? () => void showMore() : undefined} />
          </div>
          {narrow ? null : inHand}
        </div>
      )}
    </>
  );
}
