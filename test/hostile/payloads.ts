import fc from "fast-check";
import { anArticle } from "../support/deliveries.js";

export const SEED = 20_261_124;

const AWKWARD: unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e21,
  2 ** 53,
  "",
  "\0",
  "\ud800",
  "\u202e",
  "a".repeat(5_000),
  [],
  {},
  [[[]]],
  "1e400",
  "__proto__",
  "<script>",
  "&#0;",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59-23:59",
  "https://x/\0",
  "\u00e9".repeat(600),
];
const SPLICES = [
  '{"__proto__":{"a":1}}',
  '"constructor":{"prototype":{}},',
  '"\\u005f_proto__":1,',
  "[".repeat(10_000),
  '{"a":'.repeat(500),
  "1e400",
  "-",
  '"\\ud800"',
  '"\\u0000"',
  "\0",
  "\ufeff",
  "9007199254740993",
  '"version":1,',
  "NaN",
  "//",
  "\\",
  "}",
  "é",
  "\n",
];

/** Returns the text of a valid delivery. */
export function aDelivery(): string {
  const data = anArticle({ language: "en", updatedAt: "2026-11-20T09:00:00Z", id: "wp-1" });
  return JSON.stringify({ type: "article.published", timestamp: "2026-11-24T09:00:00Z", data });
}

/** Deliveries with one to three fields replaced or added, still valid JSON. */
export const wrongFields: fc.Arbitrary<unknown> = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "id",
        "version",
        "url",
        "headline",
        "body",
        "bodyFormat",
        "section",
        "language",
        "publishedAt",
        "updatedAt",
        "type",
        "timestamp",
        "data",
        "new",
      ),
      fc.oneof(fc.constantFrom(...AWKWARD), fc.jsonValue(), fc.string({ unit: "binary", maxLength: 40 })),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((changes) => {
    const envelope: Record<string, unknown> = JSON.parse(aDelivery());
    const data = { ...(envelope.data as object) };
    for (const [field, value] of changes) Object.assign(field in envelope ? envelope : data, { [field]: value });
    return "data" in envelope && changes.some(([field]) => field === "data") ? envelope : { ...envelope, data };
  });

type Mutation = (given: Buffer) => Buffer;

/** Returns the bytes of a text after truncation, cuts, flipped bits and spliced-in pieces. */
export function mutated(text: string, pieces: readonly string[] = SPLICES): fc.Arbitrary<Buffer> {
  const bytes = Buffer.from(text);
  const at = fc.nat(bytes.length - 1);
  const mutation: fc.Arbitrary<Mutation> = fc.oneof(
    at.map((end) => (given: Buffer) => given.subarray(0, end)),
    fc.tuple(at, fc.nat(7)).map(([place, bit]) => (given: Buffer) => {
      const changed = Buffer.from(given);
      if (place < changed.length) changed[place] = (changed[place] ?? 0) ^ (1 << bit);
      return changed;
    }),
    fc.tuple(at, fc.constantFrom(...pieces)).map(
      ([place, piece]) =>
        (given: Buffer) =>
          Buffer.concat([given.subarray(0, place), Buffer.from(piece), given.subarray(place)]),
    ),
    fc.tuple(at, at).map(
      ([from, to]) =>
        (given: Buffer) =>
          Buffer.concat([given.subarray(0, from), given.subarray(to)]),
    ),
  );
  return fc
    .array(mutation, { minLength: 1, maxLength: 4 })
    .map((steps) => steps.reduce<Buffer>((given, step) => step(given), bytes));
}

/** Checks a property `numRuns` times; fast-check prints the seed and the smallest payload that breaks it. */
export function holds<T>(numRuns: number, payload: fc.Arbitrary<T>, property: (value: T) => void): void {
  fc.assert(fc.property(payload, property), { numRuns, seed: SEED });
}
