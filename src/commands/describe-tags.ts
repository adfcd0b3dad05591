import type { Schemas } from "../../clients/typescript/client.js";

const MOST_EVIDENCE = 2;
const WIDTH = 96;

/** Formats a tags document for the terminal: each tag with its evidence. */
export function describeTags(document: Schemas["TagsDocument"]): string {
  const { outcome, tags, nearMisses = [] } = document;
  const reason = "reason" in document ? ` (${document.reason})` : "";
  const tone = "sentiment" in document ? `, tone ${describeTone(document.sentiment.tone)}` : "";
  const lines = [
    `outcome ${outcome}${reason}${tone}`,
    ...tags.flatMap((tag) => ["", `  ${describeTag(tag)}`, ...describeEvidence(tag)]),
    ...nearMisses.map(
      ({ topic, confidence, threshold }) =>
        `  near miss: ${topic} ${percent(confidence)}, ${percent(threshold)} is needed`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function describeTag({ label, confidence, decision, primary, tone }: Schemas["Tag"]): string {
  const parts = [label, confidence === null ? [] : percent(confidence), `${decision}${primary ? ", primary" : ""}`];
  return [...parts, tone ? `tone ${describeTone(tone)}` : []].flat().join("  ");
}

function describeEvidence({ evidence = [] }: Schemas["Tag"]): string[] {
  return evidence.slice(0, MOST_EVIDENCE).map(({ quote }) => `    because: ${shorten(quote)}`);
}

function describeTone({ label, score }: Schemas["Tone"]): string {
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
