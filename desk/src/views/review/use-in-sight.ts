import { useEffect, useState } from "preact/hooks";

/** Long enough to notice a new article. A second press meant for the previous one comes sooner. */
const IN_SIGHT_AFTER_MS = 400;

/** Returns whether the article has been in sight long enough to decide on it. */
export function useInSight(isShown: boolean): boolean {
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => setInSight(true), IN_SIGHT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isShown]);
  return isInSight;
}
