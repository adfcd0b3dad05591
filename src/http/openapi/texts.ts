import { INCLUDES } from "../../domain/tags-document.js";

export const INFO = {
  title: "Beatline",
  summary: "Tags news articles with policy topics and tone, with the evidence for every tag.",
  description: [
    "Bodies are JSON in camelCase, in UTF-8; times are RFC 3339 in UTC. A call refuses query parameters that it does not know.",
    "A refused request is answered with `application/problem+json` (RFC 9457), whose `detail` says what to fix. For a body that " +
      "is not valid, `errors` lists each fault with a JSON pointer to the field. Every answer has `X-Request-Id`.",
    "Each key has a limit of requests per minute: `RateLimit` and `RateLimit-Policy` say what is left, and a 429 comes with `Retry-After`.",
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
    "How a topic of the article was decided; with `topic`, how that one was. `rejected`: an editor's reject stands, so `tags` does not have the topic.",
  outcome: "The outcome of the classification.",
  section: "The section, as the CMS names it.",
  publishedAfter:
    "From this time on, by time of publication, or else of first arrival. A day stands for its midnight in UTC.",
  publishedBefore:
    "Before this time, by time of publication, or else of first arrival. A day stands for its midnight in UTC, so the day itself is left out.",
  q: 'A search in the headlines: words, "phrases", or, -not.',
  limit: "The number of items on a page, 1 to 100.",
  cursor: "Where the page begins, from the `Link` of the previous page.",
  include: `Parts to add to those that are always there: any of ${INCLUDES.join(", ")}, separated by commas, or all.`,
  format: "The format of the answer.",
  wait: "How many seconds to wait for a tagging that is still pending, at most 30.",
  after: "The `overrideId` of the last line that you received.",
  interval: "The length of a period, in UTC; weeks start on Monday.",
  measure: "How many articles, their share of all, or their mean tone toward the topic.",
  status: "What became of the delivery.",
  delivery: "The id of a delivery.",
  id: "The id of the resource that the path names before it.",
  state: "The state of the delivery.",
};
