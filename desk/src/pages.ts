import { useCallback, useMemo, useRef } from "preact/hooks";
import { type Loaded, useLoad } from "./load.ts";
import { keepPlace, readPlace } from "./place.ts";
import { nextCursor } from "./service.ts";

/** A page of a list: its entries, and the answer that tells where the next begins. */
export interface Page<Entry> {
  entries: Entry[];
  response: Response;
}

interface Pages<Entry> {
  loaded: Loaded<{ entries: Entry[] }>;
  /** From the first page on. */
  reload: () => void;
  /** Loads the next page behind those that are shown; undefined on the last. */
  more: (() => void) | undefined;
}

/** A list that grows page by page. @param load the page that begins at a cursor, the first without. */
export function usePages<Entry>(
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Entry>>,
  inputs: readonly unknown[],
): Pages<Entry> {
  // Those that are asked for, which who comes back finds again. It changes nothing that is shown until they are here.
  const pages = useRef(1);
  useMemo(() => {
    pages.current = readPlace().pages;
  }, inputs);
  const { loaded, reload } = useLoad(async (signal) => {
    const entries: Entry[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages.current; page++) {
      const { entries: found, response } = await load(cursor, signal);
      entries.push(...found);
      cursor = nextCursor(response);
      if (!cursor) break;
    }
    return { entries, cursor };
  }, inputs);
  const showMore = useCallback(() => {
    pages.current += 1;
    keepPlace({ pages: pages.current });
    reload();
  }, [reload]);
  const hasMore = loaded.state === "ready" && loaded.value.cursor !== undefined;
  return { loaded, reload, more: hasMore ? showMore : undefined };
}
