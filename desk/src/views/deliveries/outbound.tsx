import { useState } from "preact/hooks";
import { Moment } from "../../moment.tsx";
import { More } from "../../more.tsx";
import { type Page, usePages } from "../../pages.ts";
import { saving } from "../../saved-state.tsx";
import { answerOf, describeError, isRefused, type Schemas, service } from "../../service.ts";
import { Empty, Shown } from "../../states.tsx";
import { ForAdmins } from "./endpoints.tsx";

type Sent = Schemas["ListSentEventsAnswer"]["deliveries"][number];

/** What one endpoint was told, attempt by attempt, and telling it again. */
export function Outbound({ endpointId: id }: { endpointId: string }) {
  const { loaded, reload, more } = usePages(
    async (cursor, signal): Promise<Page<Sent>> => {
      const params = { path: { id }, query: cursor ? { cursor } : {} };
      const answer = await service.GET("/v1/endpoints/{id}/deliveries", { params, signal });
      return { entries: answerOf(answer).deliveries, response: answer.response };
    },
    [id],
  );
  if (loaded.state === "failed" && isRefused(loaded.error, 403)) return <ForAdmins />;
  return (
    <>
      <p>
        <a href="/desk/deliveries/endpoints">All endpoints</a>
      </p>
      <Shown loaded={loaded} what="what it was told" again={reload}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty>This endpoint was told nothing yet.</Empty>
          ) : (
            <ul class="deliveries-list">
              {entries.map((sent) => (
                <SentRow key={sent.eventId} endpointId={id} sent={sent} onReplayed={reload} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={more} />
    </>
  );
}

function SentRow({ endpointId, sent, onReplayed }: { endpointId: string; sent: Sent; onReplayed: () => void }) {
  const [refused, setRefused] = useState<string>();
  const { eventId, type, at, articleId, state, nextAt, attempts } = sent;
  const replay = async () => {
    setRefused(undefined);
    try {
      const params = { path: { id: endpointId } };
      await saving(() => service.POST("/v1/endpoints/{id}/replay", { params, body: { eventId } }));
      onReplayed();
    } catch (error) {
      setRefused(describeError(error));
    }
  };
  const last = attempts.at(-1);
  return (
    <li class="panel">
      <div class="deliveries-head">
        <span class={`deliveries-status ${state}`}>{state}</span>
        <code>{type}</code>
        <Moment at={at} />
        {last ? (
          <span>
            {last.statusCode ?? last.error} after {Math.round(last.ms)} ms, attempt {attempts.length}
          </span>
        ) : null}
        {nextAt ? (
          <span>
            next <Moment at={nextAt} />
          </span>
        ) : null}
      </div>
      <div class="deliveries-actions">
        {articleId ? <a href={`/desk/articles/${articleId}`}>The article</a> : null}
        {state === "waiting" ? null : (
          <button type="button" onClick={replay}>
            Send again<span class="hidden"> event {eventId}</span>
          </button>
        )}
        <span class="refused" role="status">
          {refused}
        </span>
      </div>
    </li>
  );
}
