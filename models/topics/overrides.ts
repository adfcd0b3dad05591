import { readFileSync } from "node:fs";
import { z } from "zod";
import { TOPICS } from "../../src/domain/topic.js";

/** An editor's decision on an article of ordinary length, as a line of the overrides file. */
const overrideSchema = z.object({
  headline: z.string(),
  body: z.string(),
  topic: z.enum(TOPICS),
  action: z.enum(["accept", "reject", "add"]),
});

export type TrainingOverride = z.infer<typeof overrideSchema>;

/**
 * Reads NDJSON, one `{headline, body, topic, action}` a line. The last decision on a text and topic counts, so the
 * files of successive days may be joined.
 *
 * @throws Error with the number of an invalid line and its fault, or when there is no decision or no such file.
 */
export function readOverrides(path: string): TrainingOverride[] {
  const lines = readText(path)
    .replace(/^\ufeff/, "")
    .split("\n");
  const read = lines.flatMap((line, index) =>
    line.trim() === "" ? [] : [parseOverride(line, `${path}:${index + 1}`)],
  );
  if (read.length === 0)
    throw new Error(`${path}: contains no decisions; GET /v1/overrides.ndjson returns the standing ones`);
  const last = new Map(
    read.map((decision) => [JSON.stringify([decision.topic, decision.headline, decision.body]), decision]),
  );
  return [...last.values()];
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function parseOverride(line: string, place: string): TrainingOverride {
  try {
    return overrideSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`${place}: not an override {headline, body, topic, action}: ${explain(error)}`, { cause: error });
  }
}

function explain(error: unknown): string {
  if (!(error instanceof z.ZodError)) return "it is not JSON";
  return error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ");
}
