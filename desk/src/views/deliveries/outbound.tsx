import { given } from "../../given.ts";
import { Moment } from "../../moment.tsx";
import { More } from "../../more.tsx";
import { type Page, usePages } from "../../pages.ts";
import { answerOf, isRefused, type Schemas, service } from "../../service.ts";
import { Empty, Shown } from "../../states.tsx";
import { DeliveryActions } from "./delivery-actions.tsx";
import { ForAdmins } from "./endpoints.tsx";

type Sent = Schemas["ListSentEventsAnswer"]["deliveries"][number];

/** Lists what one endpoint was sent and its last attempt, with a button to send it again. */
export function Outbound({ endpointId: id }: { endpointId: string }) {
  const { loaded, reload, more } = usePages(
    async (cursor, signal): Promise<Page<Sent>> => {
      const params = { path: { id }, query: given({ cursor }) };
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
      <Shown loaded={loaded} what="the deliveries to this endpoint" again={reload}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty>Nothing has been sent to this endpoint yet.</Empty>
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
  const { eventId, type, at, articleId, state, nextAt, attempts } = sent;
  const replay = () =>
    service.POST("/v1/endpoints/{id}/replay", { params: { path: { id: endpointId } }, body: { eventId } });
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
            next attempt <Moment at={nextAt} />
          </span>
        ) : null}
      </div>
      <DeliveryActions articleId={articleId} canRepeat={state !== "waiting"} repeat={replay} onRepeated={onReplayed}>
        Send again<span class="hidden"> event {eventId}</span>
      </DeliveryActions>
    </li>
  );
}
