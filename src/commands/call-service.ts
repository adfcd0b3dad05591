import { type Client, createClient, readProblem } from "../../clients/typescript/client.js";

/** Where the service is, and the key that it is called with. */
export interface Connection {
  url: string;
  apiKey: string;
}

/** The API of the service, by its typed client. Its calls throw Error that says what the service said, or that there is none. */
export function openService({ url, apiKey }: Connection): Client {
  return createClient({ baseUrl: url, apiKey, fetch: (request) => fetch(request).catch(missAt(request.url)) });
}

/** Undici says why in the cause's code, such as ECONNREFUSED, or ERR_SSL_WRONG_VERSION_NUMBER where https meets plain http. */
function missAt(url: string) {
  return ({ cause }: { cause?: { code?: string } }): never => {
    const why = cause?.code ? ` (${cause.code})` : "";
    throw new Error(
      `Beatline does not answer at ${new URL(url).origin}${why}. Start it with npm start, or set BEATLINE_URL.`,
    );
  };
}

/**
 * For what no typed call sends: bytes that a CMS signed.
 *
 * @throws ProblemError that says what the service said, or Error that there is none.
 */
export async function callService(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch(missAt(url));
  if (response.ok) return response;
  throw await readProblem(new URL(url).pathname, response);
}
