import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import type { components, paths } from "./schema.js";

/** The shapes of requests and answers, by their names in the OpenAPI document. */
export type Schemas = components["schemas"];

/** If a call can answer in several formats, `data` is the JSON; read the others from `response`. */
export type Client = FetchClient<paths, "application/json">;

/** An answer that says what went wrong (RFC 9457). */
export class ProblemError extends Error {
  /**
   * @param path of the call.
   * @param retryAfter seconds after which to try again, if the answer says so.
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
  /** Replaces the platform's own `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * Creates a client with the types of the OpenAPI document: `client.GET("/v1/articles", { params: { query } })`.
 *
 * @returns a client whose calls answer `{ data, response }`, and throw `ProblemError` when refused.
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

/** Returns a call's data. @throws Error when there is none, which never happens to a call that promises a body. */
export function answerOf<Data>({ data }: { data?: Data }): Data {
  if (data === undefined) throw new Error("Beatline answered nothing");
  return data;
}

/** The answer to a lookup: tags in one format or another, or that they are on their way. */
type Lookup = Schemas["GetTagsAnswer"] | Schemas["SchemaOrgArticle"] | Schemas["PendingTags"];

/**
 * Returns the tags document of a lookup, of one article or many.
 *
 * @returns undefined while the tagging is on its way, and for an answer in another format.
 */
export function tagsOf(document: Lookup): Schemas["TagsDocument"] | undefined {
  return isTagsDocument(document) ? document : undefined;
}

/** No other answer to a lookup has an outcome. */
function isTagsDocument(document: Lookup): document is Schemas["TagsDocument"] {
  return "outcome" in document;
}

/** Returns the cursor of the next page, from the `Link` header; undefined on the last page. */
export function nextCursor(response: Response): string | undefined {
  const [, query] = /<[^>?]*\?([^>]*)>; *rel="next"/.exec(response.headers.get("link") ?? "") ?? [];
  return new URLSearchParams(query).get("cursor") ?? undefined;
}

/** Reads the problem from a failed response. A proxy in between may answer something else. */
export async function readProblem(path: string, response: Response): Promise<ProblemError> {
  const { status, statusText: title } = response;
  const unknown = { type: "about:blank", title, status, detail: "no reason was given", instance: "" };
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json");
  // The media type says that this is a problem, and the service's tests check it.
  const problem = isProblem ? ((await response.json()) as Schemas["Problem"]) : unknown;
  return new ProblemError(path, problem, Number(response.headers.get("retry-after")) || undefined);
}
