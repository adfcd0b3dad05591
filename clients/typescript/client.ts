import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import type { components, paths } from "./schema.js";

/** The shapes of what is sent and answered, by their names in the OpenAPI document. */
export type Schemas = components["schemas"];

/** Where a call answers in several formats its data is the JSON; the others are in its response. */
export type Client = FetchClient<paths, "application/json">;

/** An answer that says what went wrong (RFC 9457). */
export class ProblemError extends Error {
  /**
   * @param path of the call that was answered so.
   * @param retryAfter seconds after which to try again, where the answer says so.
   */
  constructor(
    path: string,
    readonly problem: Schemas["Problem"],
    readonly retryAfter: number | undefined,
  ) {
    super(`${path} answered ${problem.status} ${problem.title}: ${problem.detail}`);
    this.name = "ProblemError";
  }
}

export interface ClientOptions {
  /** Where the service is, such as `https://tags.news.example`. */
  baseUrl: string;
  /** Left out in a browser that is signed in. */
  apiKey?: string;
  /** Instead of the platform's own. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * Beatline's HTTP API, with the types of its OpenAPI document: `client.GET("/v1/articles", { params: { query } })`.
 *
 * @returns a client whose calls answer `{ data, response }`, and throw `ProblemError` for what is refused.
 */
export function createClient({ baseUrl, apiKey, fetch }: ClientOptions): Client {
  const client = createFetchClient<paths, "application/json">({
    baseUrl,
    ...(apiKey ? { headers: { authorization: `Bearer ${apiKey}` } } : {}),
    ...(fetch ? { fetch } : {}),
  });
  client.use({
    onResponse: async ({ response, schemaPath }) => {
      if (!response.ok && response.status !== 304) throw await readProblem(schemaPath, response);
    },
  });
  return client;
}

/** What a call answered. @throws Error when it answered nothing, which a call that promises a body never does. */
export function answerOf<Data>({ data }: { data?: Data }): Data {
  if (data === undefined) throw new Error("Beatline answered nothing");
  return data;
}

/** Whatever a lookup answers: tags in one form or another, or that they are on their way. */
type Lookup = Schemas["GetTagsAnswer"] | Schemas["SchemaOrgArticle"] | Schemas["PendingTags"];

/**
 * The tags document of a lookup, by one article or by many.
 *
 * @returns undefined while the tagging is on its way, and for what was asked for in a format of others.
 */
export function tagsOf(document: Lookup): Schemas["TagsDocument"] | undefined {
  return isTagsDocument(document) ? document : undefined;
}

/** Nothing else that a lookup answers has an outcome. */
function isTagsDocument(document: Lookup): document is Schemas["TagsDocument"] {
  return "outcome" in document;
}

/** The cursor of the page after this one, as `Link` names it; undefined on the last. */
export function nextCursor(response: Response): string | undefined {
  const [, query] = /<[^>?]*\?([^>]*)>; *rel="next"/.exec(response.headers.get("link") ?? "") ?? [];
  return new URLSearchParams(query).get("cursor") ?? undefined;
}

/** The problem that a response which is not ok holds; a proxy in between may answer something else. */
export async function readProblem(path: string, response: Response): Promise<ProblemError> {
  const { status, statusText: title } = response;
  const unknown = { type: "about:blank", title, status, detail: "no reason was given", instance: "" };
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json");
  // The media type says that it is one, and the service's tests check it.
  const problem = isProblem ? ((await response.json()) as Schemas["Problem"]) : unknown;
  return new ProblemError(path, problem, Number(response.headers.get("retry-after")) || undefined);
}
