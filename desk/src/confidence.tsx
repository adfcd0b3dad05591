/** In percent; nothing that a model says is certain. */
export function sayConfidence(value: number): string {
  const percent = Math.round(value * 100);
  return percent >= 100 ? ">99%" : `${percent}%`;
}

/** A share as a bar and in words; null where the model said nothing. */
export function Confidence({ value }: { value: number | null }) {
  if (value === null) return <span class="confidence none">no confidence</span>;
  const percent = Math.round(value * 100);
  return (
    <span class="confidence">
      <span class="meter" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      {sayConfidence(value)}
      <span class="hidden"> confidence</span>
    </span>
  );
}
