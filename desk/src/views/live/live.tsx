import { ArticleRow } from "../../article-row.tsx";
import { useLoad } from "../../load.ts";
import { Empty, Shown } from "../../states.tsx";
import { View } from "../../view.tsx";
import "./live.css";
import { listNewest, MOST_SHOWN } from "./news.ts";
import type { Connection } from "./use-events.ts";
import { useNews } from "./use-news.ts";

/** Shows new tags as they come. New articles wait until asked for, so that what is being read stays in place. */
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
            <Empty>No tagged articles yet. Articles appear here a second or two after a CMS sends them.</Empty>
          ) : (
            <ol class="rows">
              {shown.map((row) => (
                <ArticleRow key={row.articleId} article={row} />
              ))}
            </ol>
          )
        }
      </Shown>
    </View>
  );
}

function ConnectionState({ connection }: { connection: Connection }) {
  const words = { open: "Connected", connecting: "Connecting…", closed: "Disconnected: reload the page" };
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
