import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
};

/**
 * Says what is wrong with a field, in words that end a sentence about it, such as "must be 0 or more".
 * Every `safeParse` gets it as its `error`. A schema's own message takes precedence.
 */
export const plainMessage: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPES[isWhole(issue) ? "int" : issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return mustBeOneOf(issue.values);
    case "invalid_union":
      return Array.isArray(issue.options) ? mustBeOneOf(issue.options) : "has the wrong form";
    case "too_small":
      return least(issue.origin, Number(issue.minimum));
    case "too_big":
      return most(issue.origin, Number(issue.maximum));
    case "unrecognized_keys":
      return `must not contain ${issue.keys.join(", ")}`;
    default:
      return issue.code === "invalid_format" && issue.format === "url"
        ? "must be an http or https URL"
        : "has the wrong form";
  }
};

/** For a value of another type, `z.int()` reports that it expected a number. */
function isWhole({ inst }: Issue): boolean {
  return inst !== undefined && "format" in inst._zod.def && inst._zod.def.format === "safeint";
}

function mustBeOneOf(values: readonly unknown[]): string {
  return `must be ${values.length > 1 ? "one of " : ""}${values.join(", ")}`;
}

function least(origin: string, minimum: number): string {
  if (origin === "string") return minimum === 1 ? "must not be empty" : `must have at least ${minimum} characters`;
  return origin === "array" ? `must contain at least ${minimum}` : `must be ${minimum} or more`;
}

function most(origin: string, maximum: number): string {
  if (origin === "string") return `must have at most ${maximum} characters`;
  return origin === "array" ? `must contain at most ${maximum}` : `must be ${maximum} or less`;
}
