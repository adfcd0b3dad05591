import { useMemo, useRef } from "preact/hooks";
import { type Loaded, useLoad } from "./load.ts";
import { keepPlace, readPlace } from "./place.ts";
import { nextCursor } from "./service.ts";

/** A page of a list: its entries, and the response that says where the next page begins. */
export interface Page<Entry> {
  entries: Entry[];
  response: Response;
}

interface List<Entry> {
  entries: Entry[];
  pages: number;
  /** Where the next page begins; undefined after the last. */
  cursor: string | undefined;
}

interface Pages<Entry> {
  loaded: Loaded<List<Entry>>;
  /** Loads all shown pages again. */
  reload: () => void;
  /** Loads the page after those shown; undefined on the last. */
  more: (() => void) | undefined;
}

/** Loads a list that grows page by page. @param load loads the page at a cursor, the first page without one. */
export function usePages<Entry>(
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Entry>>,
  inputs: readonly unknown[],
): Pages<Entry> {
  // How many pages were asked for, restored on "back". A ref, since nothing shown changes until they arrive.
  const pages = useRef(1);
  useMemo(() => {
    pages.current = readPlace().pages;
  }, inputs);
  /** The shown pages, after which the next is loaded. */
  const shown = useRef<List<Entry>>(undefined);
  const { loaded, reload } = useLoad(async (signal) => {
    let list = shown.current ?? { entries: [], pages: 0, cursor: undefined };
    shown.current = undefined;
    do {
      const { entries, response } = await load(list.cursor, signal);
      list = { entries: [...list.entries, ...entries], pages: list.pages + 1, cursor: nextCursor(response) };
    } while (list.cursor && list.pages < pages.current);
    return list;
  }, inputs);
  const list = loaded.state === "ready" ? loaded.value : undefined;
  const showMore = (list: List<Entry>) => {
    shown.current = list;
    pages.current = list.pages + 1;
    keepPlace({ pages: pages.current });
    reload();
  };
  return { loaded, reload, more: list?.cursor ? () => showMore(list) : undefined };
}
