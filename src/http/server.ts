import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";

/** A sender that takes longer than this for its headers, or for a whole request, is closed. */
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 2_000;

export interface RunningServer {
  url: string;
  /** Takes no new connection, lets requests at hand end. */
  close: () => Promise<void>;
}

/** @param setting names the port in the settings. @throws Error, with the remedy, when the address cannot be had. */
export async function serve(app: Express, host: string, port: number, setting = "PORT"): Promise<RunningServer> {
  const limits = {
    headersTimeout: HEADERS_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
  };
  const server = createServer(limits, app);
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
      }),
  };
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
    server.once("error", (error: NodeJS.ErrnoException) => {
      const busy = error.code === "EADDRINUSE";
      reject(busy ? new Error(`Port ${port} on ${host} is taken; set ${setting} to another one`) : error);
    });
    server.listen(port, host, resolve);
  });
}
