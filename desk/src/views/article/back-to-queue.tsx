import { useContext } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { KeyAction } from "../../keys.tsx";
import { VisitContext } from "../../visit.ts";

/** Links to where the queue was left. */
export function BackToQueue() {
  return (
    <a class="article-back" href={useContext(VisitContext).queueAddress}>
      Back to the queue
    </a>
  );
}

/** Returns the keys that lead back. Escape does so only where it has nothing to close. */
export function useBackKeys(): readonly KeyAction[] {
  const { queueAddress } = useContext(VisitContext);
  const { route } = useLocation();
  const run = () => route(queueAddress);
  return ["b", "escape"].map((key) => ({ key, does: "Back to the queue", run }));
}
