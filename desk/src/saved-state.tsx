import { useLayoutEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { isRefused, Trouble } from "./service.ts";

type Saved =
  | { state: "none" }
  | { state: "saving"; open: number }
  | { state: "saved"; at: Date }
  | { state: "failed"; what: string };

let saved: Saved = { state: "none" };
const watchers = new Set<(now: Saved) => void>();

function change(next: Saved): void {
  saved = next;
  for (const tell of watchers) tell(next);
}

/** Resets the state for the next editor, who saved nothing. */
export function forgetSaved(): void {
  change({ state: "none" });
}

/** Runs `save`, and shows its progress in the bar. @throws whatever `save` throws. */
export async function saving<Value>(save: () => Promise<Value>): Promise<Value> {
  change({ state: "saving", open: saved.state === "saving" ? saved.open + 1 : 1 });
  try {
    const value = await save();
    const open = saved.state === "saving" ? saved.open - 1 : 0;
    change(
      open > 0 ? { state: "saving", open } : saved.state === "failed" ? saved : { state: "saved", at: new Date() },
    );
    return value;
  } catch (error) {
    change({ state: "failed", what: describeShortly(error) });
    throw error;
  }
}

/** Describes an error in a few words; the page has all of it. */
function describeShortly(error: unknown): string {
  if (error instanceof Trouble) return error.short;
  if (isRefused(error, 403)) return "Not saved: no permission";
  return navigator.onLine ? "Not saved: see below" : "Not saved: offline";
}

/** Always shows whether the editor's work is stored. A failure in one view is cleared in the next. */
export function SavedState() {
  const { path } = useLocation();
  const [now, setNow] = useState(saved);
  useLayoutEffect(() => {
    watchers.add(setNow);
    return () => void watchers.delete(setNow);
  }, []);
  useLayoutEffect(() => {
    if (saved.state === "failed") change({ state: "none" });
  }, [path]);
  return (
    <span class={`saved is-${now.state}`} role="status">
      {describeSaved(now)}
    </span>
  );
}

function describeSaved(now: Saved): string {
  if (now.state === "none") return "Nothing to save";
  if (now.state === "saving") return "Saving…";
  if (now.state === "failed") return now.what;
  return `Saved ${now.at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" })}`;
}
