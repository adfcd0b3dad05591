import type { Evidence } from "../../seen.ts";

const MOST = 2;

/** Shows the heaviest passages for a tag, and marks the words that raised it. */
export function Quotes({ evidence }: { evidence: readonly Evidence[] }) {
  const best = [...evidence].sort((a, b) => b.weight - a.weight).slice(0, MOST);
  if (best.length === 0) return <p class="hint">The model has no evidence to show for this tag.</p>;
  return (
    <>
      {best.map((piece) => (
        <blockquote key={`${piece.field} ${piece.start}`} class="review-quote">
          {markWords(piece)}
        </blockquote>
      ))}
    </>
  );
}

function markWords({ quote, start, words }: Evidence) {
  let at = 0;
  const pieces = [...words]
    .sort((a, b) => a.start - b.start)
    .flatMap((word) => {
      const from = Math.max(word.start - start, at);
      const to = word.end - start;
      if (to <= from || word.weight <= 0) return [];
      const before = quote.slice(at, from);
      at = to;
      return [before, <mark key={from}>{quote.slice(from, to)}</mark>];
    });
  return [...pieces, quote.slice(at)];
}
