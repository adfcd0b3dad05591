/** What is wrong with one part of a request; `pointer` is a JSON pointer (RFC 6901) into its body. */
export interface Fault {
  detail: string;
  pointer: string;
}

export type RefusalKind =
  | "badRequest"
  | "unauthorized"
  | "forbidden"
  | "notFound"
  | "methodNotAllowed"
  | "conflict"
  | "withdrawn"
  | "preconditionFailed"
  | "tooLarge"
  | "unsupportedMediaType"
  | "invalid"
  | "preconditionRequired"
  | "tooManyRequests"
  | "unavailable";

/** Something the caller must change (or, for `unavailable`, wait for): answered with a 4xx or 503, never retried here. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly kind: RefusalKind,
    detail: string,
    readonly faults: readonly Fault[] = [],
  ) {
    super(detail);
  }
}

/** Another editor has claimed the article, until `expiresAt` or until they decide. */
export class ClaimedRefusal extends Refusal {
  constructor(readonly claim: { by: { id: string; name: string }; expiresAt: Date }) {
    super(
      "conflict",
      `${claim.by.name} is at this article until ${claim.expiresAt.toISOString()} or until they decide`,
    );
  }
}

/** The classifier broke on a text or took too long: after the last attempt the tagging's outcome is `failed`. */
export class ClassificationError extends Error {
  override readonly name = "ClassificationError";
}

/** The classifier took too long; a shorter text would do. */
export class TimeLimitError extends ClassificationError {}
