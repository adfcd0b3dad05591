import { API_KEY } from "./service.js";

interface StreamedEvent {
  id: string;
  type: string;
  data: { type: string; data: { articleId: string; source: string } };
}

export interface EventStream {
  events: StreamedEvent[];
  comments: string[];
  /** The `Last-Event-ID` with which a listener would connect again. */
  place: { id: string | undefined };
  /** Settles when the stream ends, by either side. */
  ended: Promise<void>;
  close: () => void;
}

/** Listens to `/v1/events`. @throws Error when the answer is not 200. */
export async function openEventStream(url: string, lastEventId?: string, key = API_KEY): Promise<EventStream> {
  const leave = new AbortController();
  const response = await fetch(`${url}/v1/events`, {
    headers: { authorization: `Bearer ${key}`, ...(lastEventId ? { "last-event-id": lastEventId } : {}) },
    signal: leave.signal,
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const events: StreamedEvent[] = [];
  const comments: string[] = [];
  const place: EventStream["place"] = { id: undefined };
  const take = (block: string) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
    if (field("id")) place.id = field("id");
    if (block.startsWith(":")) comments.push(block);
    else if (field("data")) events.push({ id: field("id"), type: field("event"), data: JSON.parse(field("data")) });
  };
  const listen = async () => {
    let text = "";
    for await (const chunk of response.body ?? []) {
      const blocks = (text + Buffer.from(chunk).toString()).split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) take(block);
    }
  };
  return { events, comments, place, ended: listen().catch(() => {}), close: () => leave.abort() };
}
