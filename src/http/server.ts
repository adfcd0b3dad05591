import { createServer, IncomingMessage, type Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { closeBadSenders } from "./bad-senders.js";

/**
 * Limits of one connection. All are set here, since Node's defaults change between versions, and do not limit the
 * number of connections or clients that do not read their answers.
 */
const LIMITS = {
  /** Headers fit in a few packets: a client that takes longer, or sends nothing, is not making a request. */
  headersTimeout: 10_000,
  /** A body of 5 MB at 1.5 Mbit/s. */
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  /** Longer than the 60 s for which proxies keep a connection: the proxy must be the one to close it. */
  keepAliveTimeout: 65_000,
  /** Bytes of the URL and all headers together: a signed delivery has 600, and a proxy adds as many again. */
  maxHeaderSize: 16 * 1024,
  /** Strict: a request that two programs could read in two ways is refused. */
  insecureHTTPParser: false,
};
/** Each takes some 20 kB while idle; more are not accepted. */
const MOST_CONNECTIONS = 2_000;
/** Headers beyond this number are dropped by node; a browser behind two proxies sends some 40. */
const MOST_HEADERS = 200;
/** How long a connection may stand still: longer than the longest `?wait=` and classification together. */
const STALLED_AFTER_MS = 90_000;
/** How long requests under way may take to end; after that, an open connection would only hold up the stop. */
const CLOSE_WITHIN_MS = 4_000;

interface RunningServer {
  url: string;
  /** Accepts no new connections, and gives requests under way a few seconds to end. */
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
        // Otherwise a connection would be kept alive for the next request, and the server with it.
        for (const response of underWay) if (!response.headersSent) response.setHeader("Connection", "close");
        setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
      }),
  };
}

/**
 * Checks the port for a start that makes something before it listens, such as secrets that are shown once.
 *
 * @throws Error, with the remedy, when the address cannot be had now.
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const server = createServer();
  await listen(server, host, port, "PORT");
  await new Promise((resolve) => server.close(resolve));
}

/**
 * Returns request and response classes with Express's prototypes. Express would set them on each instance, which makes
 * V8 keep a request's garbage until the next full collection: a webhook cost half as much again.
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
