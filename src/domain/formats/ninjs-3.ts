import {
  type CodedTag,
  type Format,
  type FormattedArticle,
  languageOf,
  listCodedTags,
  MEDIA_TOPICS,
  percent,
  uriOf,
  WIKIDATA,
} from "./formatted-article.js";

/** Writes IPTC ninjs 3.1, whose subjects have no place for evidence, decisions or tone. */
export const toNinjs3: Format = (article) => {
  const { articleId, version, headline, publishedAt, updatedAt, tagging } = article;
  return {
    standard: { name: "ninjs", version: "3.1", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#" },
    uri: uriOf(articleId),
    type: "text",
    representationType: tagging.text ? "full" : "partial",
    version: String(version),
    contentCreated: publishedAt ?? undefined,
    versionCreated: updatedAt ?? publishedAt ?? undefined,
    language: languageOf(article),
    headlines: headline ? [{ value: headline }] : undefined,
    bodies: tagging.text && [{ contentType: "text/plain", value: tagging.text.body }],
    subjects: listCodedTags(article).flatMap(describeSubjects),
    altIds: listIds(article),
  };
};

function describeSubjects({ tag, label, mediaTopic, cap, wikidata, creator }: CodedTag) {
  const common = { name: label, rel: "about", creator };
  const measured = { relevance: percent(tag.relevance), confidence: percent(tag.confidence) };
  return [
    { ...common, uri: `${MEDIA_TOPICS}${mediaTopic}`, literal: `medtop:${mediaTopic}`, ...measured },
    { ...common, literal: `cap:${cap}`, ...measured },
    { ...common, uri: `${WIKIDATA}${wikidata}`, literal: wikidata, ...measured },
  ];
}

function listIds({ source, externalId, url }: FormattedArticle) {
  const ids = { source, externalId, url };
  return Object.entries(ids).flatMap(([role, value]) => (value === null ? [] : [{ role, value }]));
}
