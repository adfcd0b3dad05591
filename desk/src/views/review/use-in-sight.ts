import { useEffect, useState } from "preact/hooks";

/** Long enough to see that another article has come; a second press that was meant for the one before comes sooner. */
const IN_SIGHT_AFTER_MS = 400;

/** Whether what is shown has been in sight for long enough to decide on it. */
export function useInSight(isShown: boolean): boolean {
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => setInSight(true), IN_SIGHT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isShown]);
  return isInSight;
}
