interface ClaimedProps {
  /** The editor who has the article. */
  by: string;
  look: () => void;
  /** Moves to the next article, if there is one. */
  skip?: () => void;
}

export function Claimed({ by, look, skip }: ClaimedProps) {
  return (
    <div class="review-claimed" role="status">
      <p>
        <strong>{by} is working on this article.</strong> You can read it now and decide on it after they leave.
      </p>
      {skip ? (
        <button type="button" class="primary" onClick={skip}>
          Next article
        </button>
      ) : null}
      <button type="button" onClick={look}>
        Check again
      </button>
    </div>
  );
}
