import { Confidence } from "../../confidence.tsx";
import { useLoad } from "../../load.ts";
import { Moment } from "../../moment.tsx";
import { Empty, Shown } from "../../states.tsx";
import { TopicName } from "../../topic.tsx";
import { View } from "../../view.tsx";
import "./live.css";
import { listNewest, MOST_SHOWN, type Row } from "./news.ts";
import type { Connection } from "./use-events.ts";
import { useNews } from "./use-news.ts";

/** New tags as they come. What is being read stays where it is: articles that are new wait until they are asked for. */
export function Live() {
  const { loaded, reload } = useLoad(listNewest, []);
  const { news, trouble, connection, show } = useNews(loaded.state === "ready" ? loaded.value : undefined);
  const { shown, waiting } = news;
  return (
    <View title="Live" aside={<ConnectionState connection={connection} />}>
      <div class="live-news" role="status">
        {waiting.length > 0 ? (
          <button type="button" class="primary" onClick={() => void show()}>
            Show {nameWaiting(waiting.length)}
          </button>
        ) : null}
        {trouble ? <p>{trouble}</p> : null}
      </div>
      <Shown loaded={loaded} what="the newest articles" again={reload}>
        {() =>
          shown.length === 0 ? (
            <Empty>Nothing is tagged yet. What a CMS sends shows up here within a second or two.</Empty>
          ) : (
            <ol class="live-list">
              {shown.map((row) => (
                <LiveRow key={row.articleId} row={row} />
              ))}
            </ol>
          )
        }
      </Shown>
    </View>
  );
}

function LiveRow({ row: { articleId, headline, source, section, outcome, tone, tags, at } }: { row: Row }) {
  return (
    <li>
      <a class="headline" href={`/desk/articles/${articleId}`}>
        {headline || "(no headline)"}
      </a>
      <p class="live-about">
        {[source, section].filter(Boolean).join(" · ")} {at ? <Moment at={at} /> : null}
      </p>
      <p class="live-tags">
        {tags.map(({ topic, decision, confidence }) => (
          <span key={topic} class={topic}>
            <TopicName topic={topic} /> <Confidence value={confidence} /> <span class="hint">{decision}</span>
          </span>
        ))}
        {tags.length === 0 ? <span class="hint">{describeOutcome(outcome)}</span> : null}
        {tone ? <span class="hint">tone {tone}</span> : null}
      </p>
    </li>
  );
}

function ConnectionState({ connection }: { connection: Connection }) {
  const words = { open: "Listening", connecting: "Connecting…", closed: "Not listening: load the page again" };
  return (
    <span class={`live-state ${connection}`} role="status">
      {words[connection]}
    </span>
  );
}

function nameWaiting(count: number): string {
  if (count === 1) return "1 new article";
  return count < MOST_SHOWN ? `${count} new articles` : `the newest ${count} articles`;
}

function describeOutcome(outcome: Row["outcome"]): string {
  if (outcome === "abstained") return "not read: too short, or not in English";
  if (outcome === "failed") return "could not be read";
  return outcome === null ? "waits for its tags" : "no topic";
}
