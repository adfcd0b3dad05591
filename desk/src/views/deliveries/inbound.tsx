import { useLocation } from "preact-iso";
import { ChoiceFilter } from "../../choice-filter.tsx";
import { given } from "../../given.ts";
import { Moment } from "../../moment.tsx";
import { More } from "../../more.tsx";
import { oneOf } from "../../one-of.ts";
import { type Page, usePages } from "../../pages.ts";
import { answerOf, type Schemas, service } from "../../service.ts";
import { Empty, Shown } from "../../states.tsx";
import { DeliveryActions } from "./delivery-actions.tsx";

type Delivery = Schemas["LoggedDelivery"];

const STATUSES: readonly Delivery["status"][] = [
  "failed",
  "queued",
  "duplicate",
  "superseded",
  "withdrawn",
  "ignored",
  "retried",
];

/** Lists what CMSs sent and why it was refused, with a button to read it again. */
export function Inbound() {
  const { query, route } = useLocation();
  const status = oneOf(STATUSES, query.status);
  const { loaded, reload, more } = usePages(
    async (cursor, signal): Promise<Page<Delivery>> => {
      const answer = await service.GET("/v1/deliveries", { params: { query: given({ status, cursor }) }, signal });
      return { entries: answerOf(answer).deliveries, response: answer.response };
    },
    [status],
  );
  return (
    <>
      <div class="filters">
        <ChoiceFilter
          label="Status"
          value={status}
          all="All"
          choices={STATUSES.map((each) => [each, each])}
          onChange={(chosen) => route(`/desk/deliveries${chosen ? `?status=${chosen}` : ""}`)}
        />
        <button type="button" onClick={reload}>
          Refresh
        </button>
      </div>
      <Shown loaded={loaded} what="the deliveries" again={reload}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty>
              {status
                ? `No deliveries have the status ${status}.`
                : "No CMS has sent anything yet. Try: npx beatline send"}
            </Empty>
          ) : (
            <ul class="deliveries-list">
              {entries.map((delivery) => (
                <InboundRow key={delivery.deliveryId} delivery={delivery} onRetried={reload} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={more} />
    </>
  );
}

function InboundRow({ delivery, onRetried }: { delivery: Delivery; onRetried: () => void }) {
  const { deliveryId, source, webhookId, articleId, status, receivedAt, reason, problem, retriedAs, links } = delivery;
  const retry = () => service.POST("/v1/deliveries/{delivery}/retry", { params: { path: { delivery: deliveryId } } });
  return (
    <li class="panel">
      <div class="deliveries-head">
        <span class={`deliveries-status ${status}`}>{status}</span>
        <strong>{source}</strong>
        <code>{webhookId}</code>
        <Moment at={receivedAt} />
      </div>
      {problem ? (
        <div class="deliveries-why">
          <p>{problem.detail}</p>
          {/* The detail names every field already: a list helps from the second one on. */}
          {problem.errors.length > 1 ? (
            <ul>
              {problem.errors.map(({ pointer, detail }) => (
                <li key={pointer}>
                  <code>{pointer}</code> {detail}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
      {reason ? <p class="deliveries-why">{reason}</p> : null}
      {retriedAs ? <p class="deliveries-why">Retried as {retriedAs}.</p> : null}
      {status === "failed" && !links.retry ? (
        <p class="deliveries-why">Its text is not kept, so it can’t be retried here. Send it again from the CMS.</p>
      ) : null}
      <DeliveryActions
        articleId={articleId}
        canRepeat={links.retry !== undefined}
        repeat={retry}
        onRepeated={onRetried}
      >
        Retry<span class="hidden"> {webhookId}</span>
      </DeliveryActions>
    </li>
  );
}
