import { useLayoutEffect, useState } from "preact/hooks";

const query = matchMedia("(max-width: 60rem)");

/** Returns whether there is no room for the article beside the list. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(query.matches);
  useLayoutEffect(() => {
    const look = () => setNarrow(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return narrow;
}
