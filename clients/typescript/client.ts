import createFetchClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type Schemas = components["schemas"];

/** An answer that says what went wrong (RFC 9457). */
export class ProblemError extends Error {
  constructor(
    readonly problem: Schemas["Problem"],
    readonly retryAfter: number | undefined,
  ) {
    super(problem.detail);
    this.name = "ProblemError";
  }
}

export interface ClientOptions {
  baseUrl: string;
  apiKey?: string;
  fetch?: (request: Request) => Promise<Response>;
}

export function createClient({ baseUrl, apiKey, fetch }: ClientOptions): Client<paths> {
  const client = createFetchClient<paths>({
    baseUrl,
    ...(apiKey ? { headers: { authorization: `Bearer ${apiKey}` } } : {}),
    ...(fetch ? { fetch } : {}),
  });
  client.use({
    onResponse: async ({ response }) => {
      if (response.ok) return;
      throw new ProblemError(await response.json(), Number(response.headers.get("retry-after")) || undefined);
    },
  });
  return client;
}
