import { useLocation } from "preact-iso";
import type { KeyAction } from "../../keys.tsx";

export function BackToQueue() {
  return (
    <a class="article-back" href="/desk/">
      Back to the queue
    </a>
  );
}

/** The keys that lead back. Escape does so only where it has nothing to close. */
export function useBackKeys(): readonly KeyAction[] {
  const { route } = useLocation();
  const run = () => route("/desk/");
  return ["b", "escape"].map((key) => ({ key, does: "Back to the queue", run }));
}
