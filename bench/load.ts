import autocannon, { type Result } from "autocannon";

const CONNECTIONS = 20;

export interface LoadRequest {
  path: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
}

/** Sends each request once, over 20 connections. @returns requests a second. @throws Error unless each gets a 2xx. */
export async function sendLoad(url: string, requests: readonly LoadRequest[]): Promise<number> {
  let next = 0;
  const started = performance.now();
  let ended = started;
  const result = await new Promise<Result>((resolve, reject) => {
    const load = autocannon(
      {
        url,
        connections: CONNECTIONS,
        amount: requests.length,
        requests: [{ setupRequest: (request) => ({ ...request, ...requests[next++ % requests.length] }) }],
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    // autocannon itself checks only once a second whether all is done.
    load.on("response", () => {
      ended = performance.now();
    });
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return requests.length / ((ended - started) / 1000);
}
