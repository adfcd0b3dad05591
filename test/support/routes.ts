import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Router } from "express";
import type { Caller } from "../../src/domain/caller.js";
import { answerProblem, answerUnknown } from "../../src/http/problem.js";
import { assignRequestId } from "../../src/http/request-id.js";
import type { Closing } from "./closing.js";

/** Serves some routes of the API to one caller, in this process. @returns the URL. */
export async function serveRoutes(closing: Closing, caller: () => Caller, ...routers: Router[]): Promise<string> {
  const app = express();
  app.set("query parser", "simple").disable("etag");
  app.use(assignRequestId, (_request, response, next) => {
    response.locals.caller = caller();
    response.locals.observation = {};
    next();
  });
  app.use(...routers, answerUnknown, answerProblem);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing(() => void server.close());
  // An HTTP server that listens on a port has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
