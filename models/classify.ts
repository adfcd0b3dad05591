import type { BodyFormat } from "../src/domain/article.js";
import type { Target } from "../src/domain/tagging.js";

/** What the classifier reads of an article. */
export interface ClassifyInput {
  headline: string;
  body: string;
  bodyFormat: BodyFormat;
  language?: string;
  targets?: Target[];
}
