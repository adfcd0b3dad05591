import { z } from "zod";

/** Where the service is, and the key that it is called with. */
export interface Connection {
  url: string;
  apiKey: string;
}

const problem = z.object({ title: z.string(), detail: z.string() });

/** @throws Error that says what the service said, or that there is none. */
export async function callService(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch(() => {
    throw new Error(`No Beatline answers at ${new URL(url).origin}. Start it with npm start, or set BEATLINE_URL.`);
  });
  if (response.ok) return response;
  const said = problem.safeParse(await response.json().catch(() => undefined));
  const reason = said.success ? `${said.data.title}: ${said.data.detail}` : response.statusText;
  throw new Error(`${new URL(url).pathname} answered ${response.status} ${reason}`);
}

/** Calls the API with the key, and a JSON body when there is one. @throws Error as `callService` does. */
export async function callApi(
  { url, apiKey }: Connection,
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Response> {
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  return callService(`${url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
