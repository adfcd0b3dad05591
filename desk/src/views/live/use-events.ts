import { useEffect, useRef, useState } from "preact/hooks";

/** What an event says about its article. */
export interface Told {
  articleId: string;
  source: string;
  at: string;
}

export type Connection = "connecting" | "open" | "closed";

const TYPES = ["article.tagged", "article.overridden", "article.failed"] as const;

/** Calls `hear` for every event while its view is open. The browser reconnects by itself and resumes. */
export function useEvents(hear: (told: Told) => void): Connection {
  const [connection, setConnection] = useState<Connection>("connecting");
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    const events = new EventSource("/v1/events");
    const tell = ({ data }: MessageEvent<string>) => {
      const { timestamp, data: document } = JSON.parse(data);
      latest.current({ articleId: document.articleId, source: document.source, at: timestamp });
    };
    for (const type of TYPES) events.addEventListener(type, tell);
    events.onopen = () => setConnection("open");
    events.onerror = () => setConnection(events.readyState === EventSource.CLOSED ? "closed" : "connecting");
    return () => events.close();
  }, []);
  return connection;
}
