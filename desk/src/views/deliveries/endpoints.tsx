import { useLoad } from "../../load.ts";
import { Moment } from "../../moment.tsx";
import { answerOf, isRefused, type Schemas, service } from "../../service.ts";
import { Empty, Shown } from "../../states.tsx";

/** Lists the endpoints and their state. */
export function Endpoints() {
  const { loaded, reload } = useLoad(
    async (signal) => answerOf(await service.GET("/v1/endpoints", { signal })).endpoints,
    [],
  );
  if (loaded.state === "failed" && isRefused(loaded.error, 403)) return <ForAdmins />;
  return (
    <Shown loaded={loaded} what="the endpoints" again={reload}>
      {(endpoints) =>
        endpoints.length === 0 ? (
          <Empty>
            No endpoints receive new tags yet. An admin can create one with <code>POST /v1/endpoints</code>; see{" "}
            <a href="/docs#createEndpoint">/docs</a>.
          </Empty>
        ) : (
          <ul class="deliveries-list">
            {endpoints.map((endpoint) => (
              <EndpointRow key={endpoint.id} endpoint={endpoint} />
            ))}
          </ul>
        )
      }
    </Shown>
  );
}

export function ForAdmins() {
  return (
    <Empty>
      Only keys with the <code>admin</code> scope can see endpoints and their deliveries. Your key does not have that
      scope.
    </Empty>
  );
}

function EndpointRow({ endpoint }: { endpoint: Schemas["Endpoint"] }) {
  const { id, url, description, events, source, enabled, failingSince, disabled } = endpoint;
  return (
    <li class="panel">
      <div class="deliveries-head">
        <span class={`deliveries-status ${enabled ? (failingSince ? "failed" : "delivered") : "dropped"}`}>
          {enabled ? (failingSince ? "failing" : "healthy") : "disabled"}
        </span>
        <a href={`/desk/deliveries/${id}`}>{description || url}</a>
        {failingSince ? (
          <span>
            since <Moment at={failingSince} />
          </span>
        ) : null}
      </div>
      <p class="deliveries-why">
        <code>{url}</code> receives {events.join(", ")}
        {source ? ` from ${source}` : ""}.{disabled ? ` ${disabled.detail}` : ""}
      </p>
    </li>
  );
}
