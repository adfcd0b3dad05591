import { randomUUID } from "node:crypto";

/** https://www.w3.org/TR/trace-context/: version, trace, span, flags. Later versions may add fields. */
const TRACEPARENT = /^(?!ff)(?:00|([0-9a-f]{2}))-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;

/** The trace that a W3C `traceparent` header names; a new one when there is none, or none that is valid. */
export function traceIdFrom(traceparent: string | undefined): string {
  const [, later, traceId, more] = TRACEPARENT.exec(traceparent ?? "") ?? [];
  if (traceId && (later || !more)) return traceId;
  // Node draws these many at a time, which costs a tenth of asking for bytes each time.
  return randomUUID().replaceAll("-", "");
}
