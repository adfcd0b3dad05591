import { nameTopic } from "../../topic.tsx";
import { DONE } from "./changes.ts";
import type { useReview } from "./use-review.ts";

/** Moving and undoing by buttons, and what was done last. */
export function ReviewTools({ review }: { review: ReturnType<typeof useReview> }) {
  const { article, done, move, undo } = review;
  return (
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
          Last: {DONE[done.last.decision.action]} {nameTopic(done.last.decision.topic)} on “{done.last.article.headline}
          ”
        </span>
      ) : null}
    </div>
  );
}
