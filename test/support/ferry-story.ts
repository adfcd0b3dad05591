import { cleanArticle } from "../../models/text/clean.js";

/** A story, and its headline, into which tests put the furniture of a page. */
export const HEADLINE = "Ferry crews vote to stop work over night shifts";
export const STORY = [
  "Crews of the harbor ferries voted on Tuesday to stop work from midnight, after a month of talks over night shifts ended without a result.",
  "The port authority said it would run two of nine boats with managers at the helm, and asked commuters to take the bridge.",
  "“We have slept four hours a night since March,” said Dana Whitlock, a deckhand for eleven years. “Nobody can steer a boat like that.”",
];

/** Cleans a plain text of these paragraphs. */
export function clean(...paragraphs: string[]) {
  return cleanArticle({ headline: HEADLINE, body: paragraphs.join("\n\n"), bodyFormat: "text" });
}

/** Returns the paragraphs and parts of paragraphs that cleaning takes out, in reading order. */
export function removedFrom(...paragraphs: string[]): string[] {
  return clean(...paragraphs).removed;
}
