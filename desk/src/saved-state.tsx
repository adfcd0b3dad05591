import { useLayoutEffect, useState } from "preact/hooks";
import { describeError, Trouble } from "./service.ts";

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

/** For the next person, who saved none of it. */
export function forgetSaved(): void {
  change({ state: "none" });
}

/** Saves something, and lets the bar say so. @throws what the saving throws. */
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
    const why = describeError(error);
    change({ state: "failed", what: error instanceof Trouble ? why : `Not saved: ${why}` });
    throw error;
  }
}

/** Whether what the editor did is stored: always in sight. */
export function SavedState() {
  const [now, setNow] = useState(saved);
  useLayoutEffect(() => {
    watchers.add(setNow);
    return () => void watchers.delete(setNow);
  }, []);
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
