import { describeTagging, type Include } from "../tags-document.js";
import { type CodedTag, type Format, languageOf, listCodedTags, MEDIA_TOPICS } from "./formatted-article.js";

/** The parts of the tags document that may stand in `additional_properties`. */
const KEPT: readonly Include[] = ["evidence", "nearMisses", "text"];

/** Writes an Arc XP ANS 0.10.12 story, with tags in `taxonomy` and the tags document in `additional_properties`. */
export const toAns: Format = (article, include) => {
  const { articleId, source, externalId, version, headline, url, publishedAt, updatedAt, taggedAt } = article;
  const tags = listCodedTags(article);
  const kept = new Set(KEPT.filter((part) => include.has(part)));
  const document = describeTagging(article.tagging, kept, article.standing);
  return {
    type: "story",
    version: "0.10.12",
    _id: articleId,
    canonical_url: url ? pathOf(url) : undefined,
    canonical_url_external: url ? new URL(url).href : undefined,
    language: languageOf(article),
    headlines: headline ? { basic: headline } : undefined,
    publish_date: publishedAt ?? undefined,
    last_updated_date: updatedAt ?? undefined,
    source: { source_id: externalId, system: source },
    revision: { revision_id: String(version) },
    taxonomy: describeTaxonomy(tags),
    additional_properties: { beatline: { ...document, taggedAt } },
  };
};

/** ANS stores an article's path apart from its website. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

function describeTaxonomy(tags: readonly CodedTag[]) {
  return {
    tags: tags.map(({ tag, label }) => ({
      text: label,
      slug: tag.topic,
      additional_properties: { decision: tag.decision, origin: tag.origin, primary: tag.primary, tone: tag.tone },
    })),
    categories: tags.map(({ tag, label, mediaTopic }) => ({
      _id: `medtop:${mediaTopic}`,
      classifier: MEDIA_TOPICS,
      name: label,
      score: tag.confidence ?? undefined,
    })),
    custom_categories: tags.map(({ tag, label, cap }) => ({
      _id: `cap:${cap}`,
      classifier: "cap",
      name: label,
      score: tag.confidence ?? undefined,
    })),
    // ANS requires a score here; where the model has none, an editor is sure.
    content_topics: tags.map(({ tag, label, wikidata }) => ({ _id: wikidata, label, score: tag.confidence ?? 1 })),
  };
}
