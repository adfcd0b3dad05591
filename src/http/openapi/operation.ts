import type { z } from "zod";
import type { Scope } from "../../domain/caller.js";

type Method = "get" | "post" | "put" | "patch" | "delete";

export const TAGS = {
  Sending: "Send articles: from a CMS by webhook, or with a key.",
  Tags: "The tags of articles, and the evidence for them.",
  Editors: "Editors' decisions on tags, and the articles that wait for them.",
  Events: "Events, sent to endpoints by signed webhook or streamed to listeners.",
  Analysis: "Topics, and how they change over time.",
  Deliveries: "What CMSs sent, and why some of it was refused.",
  Access: "CMS connections, keys, and who changed them.",
  Operations: "For whoever runs the service.",
} as const;

/** Headers of particular answers; every answer has `X-Request-Id` too. */
export const HEADERS = {
  ETag: "Identifies this state of the answer. Send it as `If-None-Match` to get a 304 if nothing has changed, or as `If-Match` with a decision.",
  Link: 'The next page, `<…>; rel="next"`; absent on the last.',
  Location: "Where to get the tags, or what was created.",
  "Content-Location": "The same document by the article's id.",
  "Retry-After": "How many seconds to wait before asking again.",
  "WWW-Authenticate": "What is wrong with the key (RFC 6750).",
} as const;

export type HeaderName = keyof typeof HEADERS;

export interface Answer {
  description: string;
  /** By media type; text that is not JSON has a schema of its own. */
  content?: Readonly<Record<string, z.ZodType>>;
  headers?: readonly HeaderName[];
}

/** A request that works as it stands; tests run it. */
interface Example {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** A call of the API, with the schemas that check what it takes and those by which tests check its answers. */
export interface Operation {
  operationId: string;
  method: Method;
  /** With parameters in braces. */
  path: string;
  tag: keyof typeof TAGS;
  summary: string;
  description?: string;
  /** The scope that its key needs; `key` is a key with any scope, `signed` a webhook, signed by the CMS. */
  access: Scope | "key" | "open" | "signed";
  /** Absent when it takes no parameter. */
  query?: z.ZodObject;
  /** The headers that it reads, with what they are for. */
  requestHeaders?: Readonly<Record<string, { description: string; required: boolean }>>;
  body?: { type: string; schema: z.ZodType };
  example: Example;
  answers: Readonly<Record<number, Answer>>;
  /** Statuses of the problems that it may answer, besides those of every call of its kind. */
  problems?: readonly number[];
}

export function json(schema: z.ZodType, description: string, ...headers: HeaderName[]): Answer {
  return { description, content: { "application/json": schema }, headers };
}

/** The request header of a call that answers with an `ETag`. */
export const IF_NONE_MATCH = {
  "If-None-Match": { description: "The `ETag` that you have.", required: false },
} as const;
export const NOT_MODIFIED: Answer = { description: "You already have this state.", headers: ["ETag"] };

/** Returns the statuses of all problems that a call may answer. */
export function problemsOf({ access, body, problems = [] }: Operation): number[] {
  const ofKey = access === "open" ? [] : access === "signed" ? [401, 404, 409, 429, 503] : [400, 401, 403, 429, 503];
  const ofBody = body ? [400, 413, 415, 422] : [];
  return [...new Set([...ofKey, ...ofBody, ...problems])].sort((left, right) => left - right);
}
