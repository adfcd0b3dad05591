import {
  type CodedTag,
  type Format,
  languageOf,
  listCodedTags,
  MEDIA_TOPICS,
  uriOf,
  WIKIDATA,
} from "./formatted-article.js";

/**
 * Writes a schema.org NewsArticle as JSON-LD, for the article's page. It has no place for confidence, evidence or tone.
 * Suggested tags are left out: a published page must not state as fact what nobody is sure of.
 */
export const toSchemaOrg: Format = (article) => {
  const { articleId, externalId, headline, url, section, publishedAt, updatedAt, tagging } = article;
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": url ?? uriOf(articleId),
    identifier: [
      { "@type": "PropertyValue", propertyID: "articleId", value: articleId },
      { "@type": "PropertyValue", propertyID: "externalId", value: externalId },
    ],
    url: url ?? undefined,
    headline: headline || undefined,
    inLanguage: languageOf(article),
    articleSection: section ?? undefined,
    datePublished: publishedAt ?? undefined,
    dateModified: updatedAt ?? undefined,
    articleBody: tagging.text?.body,
    about: listCodedTags(article)
      .filter(({ tag }) => tag.decision !== "suggested")
      .map(describeTerm),
  };
};

function describeTerm({ label, mediaTopic, cap, wikidata }: CodedTag) {
  return {
    "@type": "DefinedTerm",
    "@id": `${MEDIA_TOPICS}${mediaTopic}`,
    name: label,
    termCode: `medtop:${mediaTopic}`,
    inDefinedTermSet: MEDIA_TOPICS,
    sameAs: `${WIKIDATA}${wikidata}`,
    identifier: { "@type": "PropertyValue", propertyID: "cap", value: cap },
  };
}
