import { cleanArticle } from "../text/clean.js";
import { type Tokens, tokenize } from "../text/tokens.js";
import type { TopicDocument } from "./contributions.js";

/** A text to train on, with its words as the service sees them: cleaned first. */
export interface TrainingText extends TopicDocument {
  headline: string;
  body: string;
}

export function readTrainingText(article: { headline: string; body: string }): TrainingText {
  const { headline, body } = cleanArticle({ headline: article.headline, body: article.body, bodyFormat: "text" });
  return { headline, body, headlineTokens: compact(tokenize(headline)), bodyTokens: compact(tokenize(body)) };
}

/** Tens of thousands are held at once: without the room that the tokenizer keeps. */
function compact({ count, start, end, hash, shape }: Tokens): Tokens {
  return {
    count,
    start: start.slice(0, count),
    end: end.slice(0, count),
    hash: hash.slice(0, count),
    shape: shape.slice(0, count),
  };
}
