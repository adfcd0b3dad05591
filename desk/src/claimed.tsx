interface ClaimedProps {
  /** Who is at the article. */
  by: string;
  look: () => void;
  /** Takes the next article, where there is one. */
  skip?: () => void;
}

export function Claimed({ by, look, skip }: ClaimedProps) {
  return (
    <div class="review-claimed" role="status">
      <p>
        <strong>{by} is at this article.</strong> You can read it; decide on it once they have left it.
      </p>
      {skip ? (
        <button type="button" class="primary" onClick={skip}>
          Next article
        </button>
      ) : null}
      <button type="button" onClick={look}>
        Look again
      </button>
    </div>
  );
}
