import { z } from "zod";

const tone = z.object({ label: z.string(), score: z.number() });

/** The parts of the tags document that the terminal shows. */
export const tagsDocument = z.object({
  outcome: z.string(),
  reason: z.string().optional(),
  tags: z.array(
    z.object({
      label: z.string(),
      primary: z.boolean(),
      confidence: z.number().nullable(),
      decision: z.string(),
      tone: tone.nullable(),
      evidence: z.array(z.object({ quote: z.string(), weight: z.number() })),
    }),
  ),
  nearMisses: z.array(z.object({ topic: z.string(), confidence: z.number(), threshold: z.number() })).optional(),
  sentiment: z.object({ tone }).optional(),
});

const MOST_EVIDENCE = 2;
const WIDTH = 96;

/** A tags document for the terminal: each tag with why it is there. */
export function describeTags({
  outcome,
  reason,
  tags,
  nearMisses = [],
  sentiment,
}: z.infer<typeof tagsDocument>): string {
  const lines = [
    `outcome ${outcome}${reason ? ` (${reason})` : ""}${sentiment ? `, tone ${describeTone(sentiment.tone)}` : ""}`,
    ...tags.flatMap((tag) => [
      "",
      `  ${describeTag(tag)}`,
      ...tag.evidence.slice(0, MOST_EVIDENCE).map(({ quote }) => `    because: ${shorten(quote)}`),
    ]),
    ...nearMisses.map(
      ({ topic, confidence, threshold }) =>
        `  near miss: ${topic} ${percent(confidence)}, ${percent(threshold)} is needed`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function describeTag({
  label,
  confidence,
  decision,
  primary,
  tone,
}: z.infer<typeof tagsDocument>["tags"][number]): string {
  const parts = [label, confidence === null ? [] : percent(confidence), `${decision}${primary ? ", primary" : ""}`];
  return [...parts, tone ? `tone ${describeTone(tone)}` : []].flat().join("  ");
}

function describeTone({ label, score }: z.infer<typeof tone>): string {
  const shown = score.toFixed(2);
  const isZero = Number(shown) === 0;
  return `${label} ${isZero ? "0.00" : score > 0 ? `+${shown}` : shown}`;
}

function percent(share: number): string {
  return share > 0.99 ? ">99%" : `${Math.round(share * 100)}%`;
}

function shorten(quote: string): string {
  const line = quote.replaceAll(/\s+/g, " ");
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line;
}
