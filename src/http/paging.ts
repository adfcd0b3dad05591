import type { Response } from "express";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { parseOrNothing } from "../intake/json.js";

export const DEFAULT_LIMIT = 20;
const MOST = 100;

export const limit = z
  .string()
  .regex(/^\d+$/, "must be a whole number")
  .meta({ minimum: 1, maximum: MOST })
  .transform(Number)
  .refine((value) => value >= 1 && value <= MOST, `must be between 1 and ${MOST}`);

/** The query parameters that every list takes. */
export const pageQuery = {
  limit: limit.default(DEFAULT_LIMIT),
  cursor: z.string().optional(),
};

/**
 * Returns the page from a query for one entry more than `limit`. If it found that many, sets the `Link` to the next.
 *
 * @param positionOf gives the position of the last entry, after which the next page begins.
 */
export function cutPage<Entry>(
  response: Response,
  found: readonly Entry[],
  limit: number,
  positionOf: (last: Entry) => unknown,
): Entry[] {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  if (found.length > limit && last) response.set("Link", linkNext(response.req.originalUrl, positionOf(last)));
  return page;
}

/** Returns the `Link` to the page after `position`, made from the URL of this page. */
export function linkNext(url: string, position: unknown): string {
  // A value may hold another question mark.
  const [path = "", ...query] = url.split("?");
  const parameters = new URLSearchParams(query.join("?"));
  parameters.set("cursor", Buffer.from(JSON.stringify(position)).toString("base64url"));
  return `<${path}?${parameters}>; rel="next"`;
}

/** @throws Refusal `badRequest` when the cursor is not one that `linkNext` made. */
export function readCursor<Position>(cursor: string | undefined, schema: z.ZodType<Position>): Position | undefined {
  if (cursor === undefined) return undefined;
  const position = schema.safeParse(parseOrNothing(Buffer.from(cursor, "base64url").toString()));
  if (!position.success)
    throw new Refusal("badRequest", "Query parameter cursor: must come from the Link header of a page");
  return position.data;
}
