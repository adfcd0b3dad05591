import { cleanArticle } from "../text/clean.js";
import { splitSentences } from "../text/sentences.js";
import { type Tokens, tokenize } from "../text/tokens.js";
import type { TopicDocument } from "./reader.js";

/** A text to train on, with its words as the service sees them after cleaning. */
export interface TrainingText extends TopicDocument {
  headline: string;
  body: string;
}

const LONGEST_LEAD = 60;

export function readTrainingText(article: { headline: string; body: string }): TrainingText {
  const { headline, body } = cleanArticle({ headline: article.headline, body: article.body, bodyFormat: "text" });
  return { headline, body, headlineTokens: compact(tokenize(headline)), bodyTokens: compact(tokenize(body)) };
}

/** Returns the headline and first sentence, which is what a feed or a teaser holds. */
export function leadOf({ headline, body, headlineTokens }: TrainingText): TrainingText {
  const { count, end } = splitSentences(body);
  const lead = count > 0 ? body.slice(0, end[0]) : "";
  const tokens = tokenize(lead);
  const bodyTokens = compact({ ...tokens, count: Math.min(tokens.count, LONGEST_LEAD) });
  return { headline, body: lead, headlineTokens, bodyTokens };
}

/** Drops the tokenizer's spare room, since tens of thousands of texts are held at once. */
function compact({ count, start, end, hash, shape }: Tokens): Tokens {
  return {
    count,
    start: start.slice(0, count),
    end: end.slice(0, count),
    hash: hash.slice(0, count),
    shape: shape.slice(0, count),
  };
}
