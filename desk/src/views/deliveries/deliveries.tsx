import { useRoute } from "preact-iso";
import { View } from "../../view.tsx";
import "./deliveries.css";
import { Endpoints } from "./endpoints.tsx";
import { Inbound } from "./inbound.tsx";
import { Outbound } from "./outbound.tsx";

/** Shows what CMSs sent, and what endpoints were sent. */
export function Deliveries() {
  const { endpointId } = useRoute().params;
  return (
    <View title="Deliveries">
      <nav class="deliveries-tabs" aria-label="Delivery direction">
        <a href="/desk/deliveries" aria-current={endpointId ? undefined : "true"}>
          From the CMS
        </a>
        <a href="/desk/deliveries/endpoints" aria-current={endpointId ? "true" : undefined}>
          To endpoints
        </a>
      </nav>
      {endpointId === undefined ? (
        <Inbound />
      ) : endpointId === "endpoints" ? (
        <Endpoints />
      ) : (
        <Outbound key={endpointId} endpointId={endpointId} />
      )}
    </View>
  );
}
