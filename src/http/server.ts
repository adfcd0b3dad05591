import { createServer, IncomingMessage, type Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { closeBadSenders } from "./bad-senders.js";

/**
 * What one connection may take. All of it is said here, since node's own numbers change with its versions and leave a
 * reader that does not read its answer, and the number of connections, without a limit.
 */
const LIMITS = {
  /** Headers fit in one packet or a few: who takes longer, or says nothing at all, is not sending a request. */
  headersTimeout: 10_000,
  /** A body of 5 MB at 1.5 Mbit/s. */
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  /** Longer than the 60 s for which proxies keep a connection: the proxy must be the one to close it. */
  keepAliveTimeout: 65_000,
  /** Bytes, the address and all headers together: a signed delivery has 600, and a proxy adds as many again. */
  maxHeaderSize: 16 * 1024,
  /** As strictly as the standard says: a request that two programs could read in two ways is refused. */
  insecureHTTPParser: false,
};
/** Some 20 kB each while idle; more are not accepted. */
const MOST_CONNECTIONS = 2_000;
/** Headers beyond this number are dropped by node; a browser behind two proxies sends some 40. */
const MOST_HEADERS = 200;
/** Nothing sent and nothing taken: longer than the longest `?wait=` and classification together. */
const STALLED_AFTER_MS = 90_000;
/** Requests at hand may end within this; then whoever holds a connection open holds up the stop. */
const CLOSE_WITHIN_MS = 4_000;

interface RunningServer {
  url: string;
  /** Takes no new connection, lets requests at hand end, for a few seconds. */
  close: () => Promise<void>;
}

/** @param setting names the port in the settings. @throws Error, with the remedy, when the address cannot be had. */
export async function serve(app: Express, host: string, port: number, setting = "PORT"): Promise<RunningServer> {
  const server = createServer({ ...LIMITS, ...createMessages(app) }, app);
  server.maxConnections = MOST_CONNECTIONS;
  server.maxHeadersCount = MOST_HEADERS;
  server.timeout = STALLED_AFTER_MS;
  closeBadSenders(server);
  const underWay = trackResponses(server);
  await listen(server, host, port, setting);
  // A server that listens on TCP has an address of this form.
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Without this a connection would be kept for the next request, and the server with it.
        for (const response of underWay) if (!response.headersSent) response.setHeader("Connection", "close");
        setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
      }),
  };
}

/**
 * For a start that makes something on its way, such as secrets that are shown once, before it listens.
 *
 * @throws Error, with the remedy, when the address cannot be had now.
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const server = createServer();
  await listen(server, host, port, "PORT");
  await new Promise((resolve) => server.close(resolve));
}

/**
 * Requests and responses that have Express' prototypes from the start. Express would set them on each one, and what V8
 * does then keeps the garbage of a request alive until the next full collection: a webhook cost half as much again.
 */
function createMessages(app: Express) {
  class Request extends IncomingMessage {}
  class Response extends ServerResponse<Request> {}
  Object.setPrototypeOf(Request.prototype, app.request);
  Object.setPrototypeOf(Response.prototype, app.response);
  Object.assign(app, { request: Request.prototype, response: Response.prototype });
  return { IncomingMessage: Request, ServerResponse: Response };
}

function trackResponses(server: Server): ReadonlySet<ServerResponse> {
  const underWay = new Set<ServerResponse>();
  server.prependListener("request", (_request, response: ServerResponse) => {
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
    if (!server.listening) response.setHeader("Connection", "close");
  });
  return underWay;
}

function listen(server: Server, host: string, port: number, setting: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const busy = `Port ${port} on ${host} is taken; set ${setting} to another one`;
      const other = `Cannot listen on HOST ${host} and ${setting} ${port} (${message}); set HOST to an address of this machine, such as 127.0.0.1, and ${setting} to a port that this user can open`;
      reject(new Error(code === "EADDRINUSE" ? busy : other));
    });
    server.listen(port, host, resolve);
  });
}
