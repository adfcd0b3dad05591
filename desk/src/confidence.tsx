/** A share as a bar and in words; null where the model said nothing. */
export function Confidence({ value }: { value: number | null }) {
  if (value === null) return <span class="confidence none">no confidence</span>;
  const percent = Math.round(value * 100);
  return (
    <span class="confidence">
      <span class="meter" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      {percent}%<span class="hidden"> confidence</span>
    </span>
  );
}
