import { sayHeadline } from "../../headline.ts";
import { describeDecision } from "../../visit.ts";
import type { useReview } from "./use-review.ts";

/** Moving and undoing by buttons, and what was done last. */
export function ReviewTools({ review }: { review: ReturnType<typeof useReview> }) {
  const {
    article,
    deciding: { last },
    move,
    undo,
  } = review;
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
      <button type="button" onClick={() => void undo()} disabled={!last}>
        <span class="review-key" aria-hidden="true">
          U
        </span>{" "}
        Undo
      </button>
      {last ? (
        <span class="review-last">
          Last: {describeDecision(last.decision)} on “{sayHeadline(last.article.headline)}”
        </span>
      ) : null}
    </div>
  );
}
