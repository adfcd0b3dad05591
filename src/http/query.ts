import type { Request } from "express";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { time } from "../intake/fields.js";
import { plainMessage } from "../intake/plain-message.js";

/**
 * Checks the query string against a strict schema. Each parameter may come once. Unknown ones are refused, since
 * ignoring a misspelled filter would answer with the wrong articles.
 *
 * @throws Refusal `badRequest` that names each wrong parameter.
 */
export function parseQuery<Shape extends z.ZodRawShape>(request: Request, schema: z.ZodObject<Shape>) {
  const known = Object.keys(schema.shape);
  // Given twice, it is a list.
  const repeated = known.filter((name) => Array.isArray(request.query[name]));
  if (repeated.length > 0)
    throw new Refusal("badRequest", repeated.map((name) => `${subject(name)} must be given only once`).join("; "));
  const parsed = schema.safeParse(request.query, { error: plainMessage });
  if (parsed.success) return parsed.data;
  throw new Refusal("badRequest", parsed.error.issues.map((issue) => describe(issue, known)).join("; "));
}

/** For calls that take no parameter. */
export const noQuery = z.strictObject({});

/** Text that PostgreSQL can compare with. */
export const filterText = z
  .string()
  .min(1)
  .refine((value) => !value.includes("\0"), "must not contain NUL");

/** A time, or a day, which stands for its midnight in UTC. */
const timeOrDay = z.union(
  [
    time,
    z.iso
      .date()
      .transform((day) => `${day}T00:00:00Z`)
      .pipe(time),
  ],
  "must be a time such as 2026-11-24T09:00:00Z, or a day such as 2026-11-24, in the years 1 to 9999",
);

/** The parameters for a span of time; `isSpan` checks them together. */
export const publication = { publishedAfter: timeOrDay.optional(), publishedBefore: timeOrDay.optional() };

type Publication = z.infer<z.ZodObject<typeof publication>>;

/** Refuses a span that ends where it begins, too: who gives one day twice wants that day, and would get nothing. */
export const isSpan = z.refine<Publication>(
  ({ publishedAfter, publishedBefore }) => !publishedAfter || !publishedBefore || publishedAfter < publishedBefore,
  { path: ["publishedBefore"], error: "must be after publishedAfter; to get one day, give the next one" },
);

function describe(issue: z.core.$ZodIssue, known: string[]): string {
  if (issue.code === "unrecognized_keys") {
    const allowed = known.length > 0 ? `this call takes ${known.join(", ")}` : "this call takes none";
    return `Unknown query parameter ${issue.keys.join(", ")}; ${allowed}`;
  }
  const [name] = issue.path;
  return `${subject(String(name))} ${issue.message}`;
}

function subject(name: string): string {
  return `Query parameter ${name}:`;
}
