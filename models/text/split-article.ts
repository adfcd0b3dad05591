import type { CleanText, Field } from "../../src/domain/tagging.js";
import { type Sentences, splitSentences } from "./sentences.js";
import { type Tokens, tokenize } from "./tokens.js";

/** A clean article with its words and sentences. */
export interface SplitArticle {
  text: Pick<CleanText, Field>;
  headlineTokens: Tokens;
  bodyTokens: Tokens;
  /** The sentences of the body. */
  sentences: Sentences;
}

export function splitArticle(text: SplitArticle["text"]): SplitArticle {
  const { headline, body } = text;
  return { text, headlineTokens: tokenize(headline), bodyTokens: tokenize(body), sentences: splitSentences(body) };
}
