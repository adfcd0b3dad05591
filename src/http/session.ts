import { type Request, Router } from "express";
import { Refusal } from "../domain/errors.js";
import { requireCaller } from "./auth.js";
import { noQuery, parseQuery } from "./query.js";

export const SESSION_COOKIE = "beatline_session";
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

/**
 * The key that a call shows: that of `Authorization: Bearer`, else that of its session.
 *
 * @throws Refusal `forbidden` for a session whose call was made by another site's page.
 */
export function keyOf(request: Request): string | undefined {
  const given = bearerOf(request);
  if (given !== undefined) return given;
  const key = sessionOf(request);
  if (key !== undefined && !isOwnPage(request)) {
    throw new Refusal("forbidden", "A session is for Beatline's own pages; other pages send an API key");
  }
  return key;
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.get("authorization") ?? "")?.[1];
}

function sessionOf(request: Request): string | undefined {
  const cookies = request.get("cookie")?.split(/; */) ?? [];
  const value = cookies.find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1);
  try {
    return value && decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** SameSite keeps other sites out but not the other hosts of our own. Browsers name the page only over HTTPS or to localhost. */
function isOwnPage(request: Request): boolean {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || (site === "none" && request.method === "GET");
  const origin = request.get("origin");
  if (origin === undefined) return request.method === "GET";
  return origin.replace(/^https?:\/\//, "") === request.get("host");
}

function attributesFor(request: Request) {
  return { httpOnly: true, sameSite: "strict", secure: request.secure, path: "/" } as const;
}

function describe({ keyId, keyName, scopes, source }: ReturnType<typeof requireCaller>) {
  return { by: { id: keyId, name: keyName }, scopes, source };
}
