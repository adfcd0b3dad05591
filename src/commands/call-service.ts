import { type Client, createClient, readProblem } from "../../clients/typescript/client.js";

/** Where the service is, and the key to call it with. */
export interface Connection {
  url: string;
  apiKey: string;
}

/** Returns the service's typed client. Its calls throw Error with the service's problem, or when it does not answer. */
export function openService({ url, apiKey }: Connection): Client {
  return createClient({ baseUrl: url, apiKey, fetch: (request) => fetch(request).catch(missAt(request.url)) });
}

/**
 * Undici gives the reason in the cause's code, such as ECONNREFUSED; https to http is ERR_SSL_WRONG_VERSION_NUMBER. For
 * ports that browsers refuse, such as 4190 and 6000, it has only the message "bad port".
 */
function missAt(url: string) {
  return ({ cause }: { cause?: { code?: string; message?: string } }): never => {
    const reason = cause?.code ?? cause?.message;
    const why = reason ? ` (${reason})` : "";
    throw new Error(
      `Beatline does not answer at ${new URL(url).origin}${why}. Start it with npm start, or set BEATLINE_URL.`,
    );
  };
}

/**
 * Calls the service with what no typed call sends: bytes that a CMS signed.
 *
 * @throws ProblemError with the service's problem, or Error when it does not answer.
 */
export async function callService(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch(missAt(url));
  if (response.ok) return response;
  throw await readProblem(new URL(url).pathname, response);
}
