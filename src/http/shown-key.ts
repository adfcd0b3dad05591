import type { Request } from "express";
import { Refusal } from "../domain/errors.js";

/** The cookie that holds the key of a page in a browser. */
export const SESSION_COOKIE = "beatline_session";

/**
 * Returns the key in `Authorization: Bearer`, else the key of the session.
 *
 * @throws Refusal `forbidden` for a session when another site's page made the call.
 */
export function keyOf(request: Request): string | undefined {
  const given = bearerOf(request);
  if (given !== undefined) return given;
  const key = sessionOf(request);
  if (key !== undefined && !isOwnPage(request)) {
    throw new Refusal("forbidden", "A session works only on Beatline's own pages; other pages must send an API key");
  }
  return key;
}

/** Returns the key in `Authorization: Bearer`. */
export function bearerOf(request: Request): string | undefined {
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

/** SameSite lets in other hosts of our own site. Browsers send Sec-Fetch-Site only over HTTPS or to localhost. */
function isOwnPage(request: Request): boolean {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || (site === "none" && request.method === "GET");
  const origin = request.get("origin");
  if (origin === undefined) return request.method === "GET";
  return origin.replace(/^https?:\/\//, "") === request.get("host");
}
