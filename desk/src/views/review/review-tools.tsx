import { quoteHeadline } from "../../headline.ts";
import { KeyHint } from "../../key-hint.tsx";
import { describeDecision } from "../../visit.ts";
import type { useReview } from "./use-review.ts";

/** Shows buttons to move and undo, and the last decision. */
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
        <KeyHint of="K" /> Previous
      </button>
      <button type="button" onClick={() => move(1)} disabled={!article}>
        <KeyHint of="J" /> Next
      </button>
      <button type="button" onClick={() => void undo()} disabled={!last}>
        <KeyHint of="U" /> Undo
      </button>
      {last ? (
        <span class="review-last">
          Last: {describeDecision(last.decision)} on {quoteHeadline(last.article.headline)}
        </span>
      ) : null}
    </div>
  );
}
