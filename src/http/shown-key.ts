import type { Request } from "express";
import { Refusal } from "../domain/errors.js";

/** Holds the key of a page in a browser. */
export const SESSION_COOKIE = "beatline_session";

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
    throw new Refusal("forbidden", "A session works only on Beatline's own pages; other pages must send an API key");
  }
  return key;
}

/** The key of `Authorization: Bearer`. */
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

/** SameSite keeps other sites out but not the other hosts of our own. Browsers name the page only over HTTPS or to localhost. */
function isOwnPage(request: Request): boolean {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || (site === "none" && request.method === "GET");
  const origin = request.get("origin");
  if (origin === undefined) return request.method === "GET";
  return origin.replace(/^https?:\/\//, "") === request.get("host");
}
