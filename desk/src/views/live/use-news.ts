import { useEffect, useRef, useState } from "preact/hooks";
import type { RowArticle as Row } from "../../article-row.tsx";
import { describeError } from "../../service.ts";
import { applyAsked, applyNewest, applyRows, applyTold, isIn, loadTold, type News } from "./news.ts";
import { type Told, useEvents } from "./use-events.ts";

/** At most this often, even during a backfill: the editor's other requests are for decisions. */
const RENEW_EVERY_MS = 1_000;

/** Keeps the shown articles up to date, and new ones waiting until asked for. */
export function useNews(newest: readonly Row[] | undefined) {
  const [news, change] = useState<News>({ shown: [], waiting: [] });
  const [trouble, setTrouble] = useState<string>();
  const latest = useRef(news);
  latest.current = news;
  useEffect(() => {
    if (newest) change((now) => applyNewest(now, newest));
  }, [newest]);
  const renew = useRenewal((rows) => change((now) => applyRows(now, rows)));
  const connection = useEvents((told) => {
    if (isIn(latest.current.shown, told)) renew(told);
    else change((now) => applyTold(now, told));
  });
  const show = async () => {
    const asked = news.waiting;
    setTrouble(undefined);
    try {
      const rows = await loadTold(asked);
      change((now) => applyAsked(now, asked, rows));
    } catch (error) {
      setTrouble(`The new articles could not be loaded. ${describeError(error)}`);
    }
  };
  return { news, trouble, connection, show };
}

/** Reloads articles that events are about, one call at a time. @returns a function that takes the events. */
function useRenewal(apply: (rows: Row[]) => void): (told: Told) => void {
  const stale = useRef(new Map<string, Told>());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOpen = true;
    const renew = async () => {
      const told = [...stale.current.values()];
      try {
        if (told.length > 0) apply(await loadTold(told));
        for (const each of told) if (stale.current.get(each.articleId) === each) stale.current.delete(each.articleId);
      } finally {
        if (isOpen) timer = setTimeout(start, RENEW_EVERY_MS);
      }
    };
    // What could not be loaded stays stale, and is loaded the next time.
    const start = () => void renew().catch(() => {});
    timer = setTimeout(start, RENEW_EVERY_MS);
    return () => {
      isOpen = false;
      clearTimeout(timer);
    };
  }, []);
  return (told) => void stale.current.set(told.articleId, told);
}
