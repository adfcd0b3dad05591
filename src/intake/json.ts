import { Refusal } from "../domain/errors.js";

const DEEPEST = 64;
const UTF_8 = new TextDecoder("utf-8", { fatal: true });
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MAY_HOLD_PROTO = /__proto__|\\u00/;

/**
 * Parses a body that came from outside.
 *
 * @throws Refusal `badRequest` when it is not UTF-8 JSON, nests deeper than 64 levels or holds a `__proto__` key.
 */
export function parseJson(body: Buffer): unknown {
  const text = decodeUtf8(body);
  if (text.trim() === "") throw new Refusal("badRequest", "The body is empty; send a JSON document");
  refuseDeep(text);
  try {
    // A callback for each value takes ten times as long, so it runs only if the key may be there, plain or escaped.
    return MAY_HOLD_PROTO.test(text) ? JSON.parse(text, refusePrototype) : JSON.parse(text);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("badRequest", "The body is not valid JSON");
  }
}

/** Parses JSON for a schema to check. Returns undefined, which no schema accepts, when it is invalid. */
export function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeUtf8(body: Buffer): string {
  try {
    return UTF_8.decode(body);
  } catch {
    throw new Refusal("badRequest", "The body is not valid UTF-8");
  }
}

function refusePrototype(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new Refusal("badRequest", "The body contains a __proto__ key; remove it");
  return value;
}

/** Runs before JSON.parse, which would build the nested value that later walks recurse into. */
function refuseDeep(text: string): void {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = findStringEnd(text, index);
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > DEEPEST) throw new Refusal("badRequest", `The body nests deeper than ${DEEPEST} levels`);
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
}

/** Strings are most of a body; `indexOf` skips them many times faster than a loop does. */
function findStringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (index - first) % 2 === 1;
}
