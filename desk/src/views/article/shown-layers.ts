import { useLocation, useRoute } from "preact-iso";
import { TOPICS, type Topic } from "../../topic.tsx";

/** What is marked in the text. The URL's query keeps it, so that a link shows the same. */
export interface ShownLayers {
  topics: ReadonlySet<Topic>;
  tone: boolean;
  toggleTopic: (topic: Topic) => void;
  toggleTone: () => void;
}

export function useShownLayers(): ShownLayers {
  const { path, query } = useRoute();
  const { route } = useLocation();
  const named = (query.hide ?? "").split(",");
  const hidden = new Set(TOPICS.filter((topic) => named.includes(topic)));
  const tone = query.tone === "on";
  const go = (hide: ReadonlySet<Topic>, showTone: boolean) => {
    const next = new URLSearchParams();
    if (hide.size > 0) next.set("hide", TOPICS.filter((topic) => hide.has(topic)).join(","));
    if (showTone) next.set("tone", "on");
    route(next.size > 0 ? `${path}?${next}` : path, true);
  };
  return {
    topics: new Set(TOPICS.filter((topic) => !hidden.has(topic))),
    tone,
    toggleTopic: (topic) => go(new Set(TOPICS.filter((one) => hidden.has(one) !== (one === topic))), tone),
    toggleTone: () => go(hidden, !tone),
  };
}
