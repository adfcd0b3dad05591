import { type Request, Router } from "express";
import { Refusal } from "../domain/errors.js";
import { requireCaller } from "./auth.js";
import { noQuery, parseQuery } from "./query.js";
import { bearerOf, SESSION_COOKIE } from "./shown-key.js";

const WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * `POST`, `GET` and `DELETE /v1/session`: a browser page keeps its key in a cookie that no script can read. The cookie
 * holds the key itself, so that a revoked key ends its sessions too and no process has a session to remember.
 */
export function createSession(): Router {
  const router = Router();
  router.post("/v1/session", (request, response) => {
    const caller = requireCaller(response);
    parseQuery(request, noQuery);
    const key = bearerOf(request);
    if (key === undefined) throw new Refusal("unauthorized", "Send the header Authorization: Bearer <API key>");
    response.cookie(SESSION_COOKIE, key, { ...attributesFor(request), maxAge: WEEK_MS });
    response.set("Cache-Control", "no-store").json(describe(caller));
  });
  router.get("/v1/session", (request, response) => {
    const caller = requireCaller(response);
    parseQuery(request, noQuery);
    response.set("Cache-Control", "no-store").json(describe(caller));
  });
  router.delete("/v1/session", (request, response) => {
    requireCaller(response);
    parseQuery(request, noQuery);
    response.clearCookie(SESSION_COOKIE, attributesFor(request)).status(204).end();
  });
  return router;
}

function attributesFor(request: Request) {
  return { httpOnly: true, sameSite: "strict", secure: request.secure, path: "/" } as const;
}

function describe({ keyId, keyName, scopes, source }: ReturnType<typeof requireCaller>) {
  return { by: { id: keyId, name: keyName }, scopes, source };
}
