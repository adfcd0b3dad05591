import { INCLUDES } from "../../domain/tags-document.js";

export const INFO = {
  title: "Beatline",
  summary: "Tags news articles with policy topics and tone, with the evidence for every tag.",
  description: [
    "Bodies are JSON in camelCase, in UTF-8; times are RFC 3339 in UTC. A query parameter that a call does not know is refused.",
    "What is refused is answered with `application/problem+json` (RFC 9457), whose `detail` says what to mend; a body that " +
      "does not fit has `errors`, each with a JSON pointer to the field. Every answer has `X-Request-Id`.",
    "Each key has a limit of requests a minute: `RateLimit` and `RateLimit-Policy` say what is left, and 429 comes with `Retry-After`.",
    'Lists come a page at a time: follow `Link: <…>; rel="next"`. A cursor is opaque.',
  ].join("\n\n"),
  license: { name: "MIT", identifier: "MIT" },
};

/** What a parameter of this name means, in every call that has it. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  articleId:
    "The article's id: `art_` and 26 base32 characters of SHA-256(`source` NUL `externalId`), which anyone can compute.",
  source: "The name of a CMS connection.",
  externalId: "The article's id in its CMS.",
  url: "The article's address; scheme, `www`, tracking parameters and AMP make no difference.",
  topic: "A topic of the taxonomy.",
  tone: "The tone of the whole article.",
  decision:
    "How the topic was decided; with `topic`, of that one. `rejected`: an editor's reject stands, and `tags` has no such topic.",
  outcome: "What came of the classification.",
  section: "The section, as the CMS says it.",
  publishedAfter: "From this time on, by publication, else by first arrival. A day stands for its midnight in UTC.",
  publishedBefore:
    "Before this time, by publication, else by first arrival. A day stands for its midnight in UTC: it is left out itself.",
  q: 'A search in the headlines: words, "phrases", or, -not.',
  limit: "How many a page holds, 1 to 100.",
  cursor: "Where the page begins: from the `Link` of the one before.",
  include: `The parts that are wanted beside those always there: any of ${INCLUDES.join(", ")}, with commas between, or all.`,
  format: "The format of the answer.",
  wait: "Seconds for which a tagging that is on its way is waited for, at most 30.",
  after: "The `overrideId` of the last line that you have.",
  interval: "The length of a period, in UTC; weeks start on Monday.",
  measure: "How many articles, their share of all, or their mean tone toward the topic.",
  status: "How the delivery was taken.",
  delivery: "The id of a delivery.",
  id: "The id of what is named in the path before it.",
  state: "How far the delivery came.",
};
