import { useEffect, useState } from "preact/hooks";
import { Confidence } from "../../confidence.tsx";
import { useLoad } from "../../load.ts";
import { Moment } from "../../moment.tsx";
import { answerOf, type Schemas, service } from "../../service.ts";
import { Empty, Shown } from "../../states.tsx";
import { TopicName } from "../../topic.tsx";
import { View } from "../../view.tsx";
import "./live.css";
import { type Connection, type Told, useEvents } from "./use-events.ts";

type Row = Pick<Schemas["ListedArticle"], "articleId" | "headline" | "source" | "section" | "outcome" | "tone"> & {
  tags: Pick<Schemas["ListedArticle"]["tags"][number], "topic" | "decision" | "confidence">[];
  at: string | null;
};

interface News {
  shown: Row[];
  /** Newest first. */
  waiting: Row[];
}

const SHOWN_AT_FIRST = 30;
const MOST_SHOWN = 200;

/** New tags as they come. What is being read stays where it is: articles that are new wait until they are asked for. */
export function Live() {
  const { loaded, reload } = useLoad(listNewest, []);
  const [{ shown, waiting }, change] = useState<News>({ shown: [], waiting: [] });
  const newest = loaded.state === "ready" ? loaded.value : undefined;
  useEffect(() => {
    if (newest) change({ shown: newest, waiting: [] });
  }, [newest]);
  const connection = useEvents(async (told) => {
    const row = await describeTold(told);
    if (row) change((news) => applyNews(news, row));
  });
  const show = () => change({ shown: [...waiting, ...shown].slice(0, MOST_SHOWN), waiting: [] });
  return (
    <View title="Live" aside={<ConnectionState connection={connection} />}>
      <div class="live-news" role="status">
        {waiting.length > 0 ? (
          <button type="button" class="primary" onClick={show}>
            Show {waiting.length === 1 ? "1 new article" : `${waiting.length} new articles`}
          </button>
        ) : null}
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

async function listNewest(signal: AbortSignal): Promise<Row[]> {
  const params = { query: { limit: SHOWN_AT_FIRST } };
  const { articles } = answerOf(await service.GET("/v1/articles", { params, signal }));
  return articles.map(({ publishedAt, ...article }) => ({ ...article, at: publishedAt }));
}

/** An event tells tags without the headline. @returns undefined when the article has been withdrawn since, or waits for its next tagging. */
async function describeTold({ articleId, source, at }: Told): Promise<Row | undefined> {
  const params = { path: { articleId }, query: { include: "text" } };
  const answer = await service.GET("/v1/articles/{articleId}/tags", { params }).catch(() => undefined);
  if (answer?.response.status !== 200) return undefined;
  // Without a format it is the tags document.
  const document = answer.data as Schemas["TagsDocument"];
  return {
    articleId,
    source,
    at,
    section: null,
    headline: "text" in document && document.text ? document.text.headline : "",
    outcome: document.outcome,
    tone: "sentiment" in document ? document.sentiment.tone.label : null,
    tags: document.tags,
  };
}

function applyNews({ shown, waiting }: News, row: Row): News {
  const isRow = ({ articleId }: Row) => articleId === row.articleId;
  if (!shown.some(isRow)) return { shown, waiting: [row, ...waiting.filter((each) => !isRow(each))] };
  return { shown: shown.map((each) => (isRow(each) ? { ...row, section: each.section } : each)), waiting };
}

function describeOutcome(outcome: Row["outcome"]): string {
  if (outcome === "abstained") return "not read: too short, or not in English";
  if (outcome === "failed") return "could not be read";
  return outcome === null ? "waits for its tags" : "no topic";
}
