import {
  CAP_CODEBOOK,
  type CodedTag,
  type Format,
  languageOf,
  listCodedTags,
  MEDIA_TOPICS,
  percent,
  uriOf,
  WIKIDATA,
} from "./formatted-article.js";

/** Writes IPTC ninjs 1.6, where a subject is a code in a scheme. It has no place for evidence, decisions or tone. */
export const toNinjs1: Format = (article) => {
  const { articleId, source, externalId, version, headline, url, publishedAt, updatedAt, tagging } = article;
  return {
    $standard: { name: "ninjs", version: "1.6", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#" },
    uri: uriOf(articleId),
    type: "text",
    representationtype: tagging.text ? "complete" : "incomplete",
    version: String(version),
    contentcreated: publishedAt ?? undefined,
    versioncreated: updatedAt ?? publishedAt ?? undefined,
    language: languageOf(article),
    headline: headline || undefined,
    body_text: tagging.text?.body,
    subject: listCodedTags(article).flatMap(describeSubjects),
    altids: { source, externalId, url: url ?? undefined },
  };
};

function describeSubjects({ tag, label, mediaTopic, cap, wikidata, creator }: CodedTag) {
  const measured = { relevance: percent(tag.relevance), confidence: percent(tag.confidence) };
  return [
    { scheme: MEDIA_TOPICS, code: mediaTopic },
    { scheme: CAP_CODEBOOK, code: cap },
    { scheme: WIKIDATA, code: wikidata },
  ].map((coded) => ({ name: label, rel: "about", ...coded, creator, ...measured }));
}
