import autocannon from "autocannon";

const CONNECTIONS = 20;

export interface LoadRequest {
  path: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
}

/** Sends each request once, over 20 connections. @returns requests a second. @throws Error when one is not answered 2xx. */
export async function sendLoad(url: string, requests: readonly LoadRequest[]): Promise<number> {
  let next = 0;
  const started = performance.now();
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    amount: requests.length,
    requests: [{ setupRequest: (request) => ({ ...request, ...requests[next++ % requests.length] }) }],
  });
  const seconds = (performance.now() - started) / 1000;
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return requests.length / seconds;
}
