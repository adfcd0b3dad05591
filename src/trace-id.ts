import { randomUUID } from "node:crypto";

/** https://www.w3.org/TR/trace-context/: version, trace, span, flags. Later versions may add fields. */
const TRACEPARENT = /^(?!ff)(?:00|([0-9a-f]{2}))-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;

/** Returns the trace id in a W3C `traceparent` header, or a new one when the header is missing or invalid. */
export function traceIdFrom(traceparent: string | undefined): string {
  const [, later, traceId, more] = TRACEPARENT.exec(traceparent ?? "") ?? [];
  if (traceId && (later || !more)) return traceId;
  // Node draws the bytes of many UUIDs at once, which costs a tenth of asking for bytes each time.
  return randomUUID().replaceAll("-", "");
}
