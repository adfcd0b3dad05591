import type { z } from "zod";
import { type Fault, Refusal } from "../domain/errors.js";
import { plainMessage } from "./plain-message.js";

/** Limits on the faults reported of one body: the answer must not outgrow the request. */
const MOST_FAULTS = 20;
const LONGEST_DETAIL = 300;
const LONGEST_STEP = 100;

/**
 * Checks a parsed JSON body against a schema.
 *
 * @throws Refusal `invalid` with one fault, and its JSON pointer, for each wrong field, up to 20.
 */
export function parseWith<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body, { error: plainMessage });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const faults = issues.slice(0, MOST_FAULTS).map(toFault);
  const others = issues.length > MOST_FAULTS ? [`and ${issues.length - MOST_FAULTS} more`] : [];
  throw new Refusal(
    "invalid",
    `The body is not valid: ${[...faults.map(describeFault), ...others].join("; ")}`,
    faults,
  );
}

function toFault(issue: z.core.$ZodIssue): Fault {
  const pointer = issue.path.map((step) => `/${escapeStep(String(step))}`).join("");
  return { detail: issue.message.slice(0, LONGEST_DETAIL).toWellFormed(), pointer };
}

/** Escapes one step of a JSON pointer (RFC 6901), and cuts it: a sender may make up any key. */
export function escapeStep(step: string): string {
  return step.slice(0, LONGEST_STEP).toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1");
}

function describeFault({ detail, pointer }: Fault): string {
  return pointer ? `${pointer}: ${detail}` : detail;
}
