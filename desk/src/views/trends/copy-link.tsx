import { useState } from "preact/hooks";
import { type TrendFilters, writeFilters } from "./trend-query.ts";

/** Copies a link with fixed days, so that it shows the same next month. */
export function CopyLink({ filters }: { filters: TrendFilters }) {
  const [copied, setCopied] = useState<{ link: string; done: boolean }>();
  const link = `${location.origin}/desk/trends?${writeFilters({ ...filters, span: undefined })}`;
  const copy = () =>
    copyText(link).then(
      () => setCopied({ link, done: true }),
      () => setCopied({ link, done: false }),
    );
  const isShown = copied?.link === link;
  return (
    <div class="trends-copy">
      <button type="button" onClick={copy}>
        Copy link
      </button>
      <span role="status">{isShown && copied.done ? "Copied" : ""}</span>
      {isShown && !copied.done ? (
        <label>
          Copy this link
          <input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        </label>
      ) : null}
    </div>
  );
}

/** Copies a text. @throws Error without a clipboard, which browsers hide on pages without TLS. */
async function copyText(text: string): Promise<void> {
  if (!navigator.clipboard) throw new Error("no clipboard");
  await navigator.clipboard.writeText(text);
}
