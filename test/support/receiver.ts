import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

interface ToldEvent {
  type: string;
  timestamp: string;
  data: { articleId: string; version: number; outcome: string; tags: { topic: string; decision: string }[] };
}

interface Received {
  at: number;
  /** `webhook-id`. */
  id: string;
  headers: IncomingHttpHeaders;
  raw: string;
  event: ToldEvent;
}

export interface Receiver {
  url: string;
  port: number;
  received: Received[];
  /** Verifies a request with the reference library. @throws Error when the signature is wrong. */
  verify: (received: Received, secret: string) => unknown;
  connections: () => number;
  close: () => void;
}

/**
 * Starts an endpoint, on a port of its own.
 *
 * @param answer returns a status for each request, counted from 0; undefined never answers.
 */
export async function startReceiver(
  answer: (index: number, response: ServerResponse) => number | undefined = () => 204,
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const raw = Buffer.concat(parts).toString();
      const id = String(request.headers["webhook-id"]);
      received.push({ at: Date.now(), id, headers: request.headers, raw, event: JSON.parse(raw) });
      const status = answer(received.length - 1, response);
      if (status !== undefined) response.writeHead(status).end();
    });
  });
  let connections = 0;
  server.on("connection", () => {
    connections++;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  after(close);
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    verify: ({ raw, headers }, secret) => new Webhook(secret).verify(raw, pick(headers)),
    connections: () => connections,
    close,
  };
}

function pick(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
