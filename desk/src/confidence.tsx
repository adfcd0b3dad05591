import { percent } from "./percent.ts";

/** In percent; nothing that a model says is certain. */
export function sayConfidence(value: number): string {
  const said = percent(value);
  return said === "100%" ? ">99%" : said;
}

/** A share as a bar and in words; null where the model said nothing. */
export function Confidence({ value }: { value: number | null }) {
  if (value === null) return <span class="confidence none">no confidence value</span>;
  return (
    <span class="confidence">
      <span class="meter" aria-hidden="true">
        <span style={{ width: percent(value) }} />
      </span>
      {sayConfidence(value)}
      <span class="hidden"> confidence</span>
    </span>
  );
}
