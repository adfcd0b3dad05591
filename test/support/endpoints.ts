import assert from "node:assert/strict";
import { type CallAs, callAs } from "./admin.js";

/** The fields that tests read from the answers to all calls about endpoints. */
interface EndpointAnswer {
  id: string;
  secret: string;
  enabled: boolean;
  disabled: { reason: string } | null;
  failingSince: string | null;
  replayed: number;
  deliveries: {
    eventId: number;
    webhookId: string;
    type: string;
    state: string;
    nextAt: string | null;
    attempts: { statusCode: number | null; ms: number; error?: string }[];
  }[];
  endpoints: { id: string }[];
  errors: { pointer: string; detail: string }[];
  detail: string;
}

/** Returns calls about endpoints. `url` gives the service's, which another start may change. */
export function createEndpointCalls(url: () => string) {
  const call: CallAs<EndpointAnswer> = (...given) => callAs<EndpointAnswer>(url())(...given);
  return {
    call,
    addEndpoint: async (receiver: string, more: Record<string, unknown> = {}) => {
      const { status, body, text } = await call("POST", "/v1/endpoints", { url: receiver, ...more });
      assert.equal(status, 201, text);
      return body;
    },
    log: async (id: string, query = "") =>
      (await call("GET", `/v1/endpoints/${id}/deliveries${query}`)).body.deliveries,
    remove: (id: string) => call("DELETE", `/v1/endpoints/${id}`),
  };
}
