import { percent } from "./percent.ts";

/** Returns a percentage, never 100%: nothing that a model says is certain. */
export function sayConfidence(value: number): string {
  const said = percent(value);
  return said === "100%" ? ">99%" : said;
}

/** Shows a confidence as a bar and in words; null where the model gave none. */
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
