import type { z } from "zod";
import { type Fault, Refusal } from "../domain/errors.js";

/**
 * Checks a parsed JSON body against a schema.
 *
 * @throws Refusal `invalid` with one fault, and its JSON pointer, for each field that is wrong.
 */
export function parseWith<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(toFault);
  throw new Refusal("invalid", `The body does not fit: ${faults.map(describeFault).join("; ")}`, faults);
}

function toFault(issue: z.core.$ZodIssue): Fault {
  const pointer = issue.path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { detail: issue.message, pointer };
}

function describeFault({ detail, pointer }: Fault): string {
  return pointer ? `${pointer}: ${detail}` : detail;
}
