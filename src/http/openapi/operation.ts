import type { z } from "zod";
import type { Scope } from "../../domain/caller.js";

type Method = "get" | "post" | "put" | "patch" | "delete";

export const TAGS = {
  Sending: "Articles come in: from a CMS by its webhook, or from who has a key.",
  Tags: "What the tags of an article are, and why.",
  Editors: "What editors decide on tags, and what waits for them.",
  Events: "What happens, told to endpoints by signed webhook, or to who listens.",
  Analysis: "Topics, and how they go over time.",
  Deliveries: "What the CMSs sent, and why it was refused.",
  Access: "CMS connections, keys and who changed them.",
  Operations: "For who runs the service.",
} as const;

/** Headers of answers that mean something of their own; every answer has `X-Request-Id` too. */
export const HEADERS = {
  ETag: "Names this state of the answer: send it as `If-None-Match` to be told 304, or as `If-Match` when deciding.",
  Link: 'The next page, `<…>; rel="next"`; absent on the last.',
  Location: "Where the tags, or what was made, can be got.",
  "Content-Location": "The same document by the article's id.",
  "Retry-After": "Seconds after which to ask again.",
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

/** A call of the API: what it takes, by the schemas that check it, and what it answers, by those that tests check. */
export interface Operation {
  operationId: string;
  method: Method;
  /** With parameters in braces. */
  path: string;
  tag: keyof typeof TAGS;
  summary: string;
  description?: string;
  /** The scope of the key; `key` is whatever it may do, `signed` a webhook, signed by the CMS. */
  access: Scope | "key" | "open" | "signed";
  /** Absent when it takes no parameter. */
  query?: z.ZodObject;
  /** The headers that it reads, with what they are for. */
  requestHeaders?: Readonly<Record<string, { description: string; required: boolean }>>;
  body?: { type: string; schema: z.ZodType };
  example: Example;
  answers: Readonly<Record<number, Answer>>;
  /** Statuses of the problems that it may answer beside those that every call of its kind may. */
  problems?: readonly number[];
}

export function json(schema: z.ZodType, description: string, ...headers: HeaderName[]): Answer {
  return { description, content: { "application/json": schema }, headers };
}

/** What a call with an `ETag` takes, and answers who has it already. */
export const IF_NONE_MATCH = {
  "If-None-Match": { description: "The `ETag` that you have.", required: false },
} as const;
export const NOT_MODIFIED: Answer = { description: "You have it already.", headers: ["ETag"] };

/** The statuses of all problems that a call may answer. */
export function problemsOf({ access, body, problems = [] }: Operation): number[] {
  const ofKey = access === "open" ? [] : access === "signed" ? [401, 404, 409, 429, 503] : [400, 401, 403, 429, 503];
  const ofBody = body ? [400, 413, 415, 422] : [];
  return [...new Set([...ofKey, ...ofBody, ...problems])].sort((left, right) => left - right);
}
