import { applyOverrides, type ShownTag } from "../override.js";
import type { DescribedArticle, Include } from "../tags-document.js";
import { TOPIC_DEFINITIONS } from "../topic.js";

/** An article with its tagging, from which the other formats are written. */
export interface FormattedArticle extends DescribedArticle {
  headline: string;
  url: string | null;
  section: string | null;
  publishedAt: Date | null;
  updatedAt: Date | null;
}

/** Writes an article with its tags in another format, ready for JSON; what the format has no place for is left out. */
export type Format = (article: FormattedArticle, include: ReadonlySet<Include>) => Record<string, unknown>;

export const MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/";
export const CAP_CODEBOOK = "https://www.comparativeagendas.net/pages/master-codebook";
export const WIKIDATA = "http://www.wikidata.org/entity/";

/** A tag of an article, with its topic's code in each vocabulary. */
export interface CodedTag {
  /** Its confidence is null where only an editor gave it. */
  tag: ShownTag;
  label: string;
  /** The IPTC Media Topic, such as `20000771`. */
  mediaTopic: string;
  cap: string;
  wikidata: string;
  /** Who says that the article has the topic. */
  creator: string;
}

/**
 * Lists the tags that stand, the primary one first. Only the first IPTC code of a topic is its equal: the others are
 * parts of it, such as refugees, which the article need not be about.
 */
export function listCodedTags({ tagging, standing }: FormattedArticle): CodedTag[] {
  const { tags } = applyOverrides(tagging, standing);
  return tags
    .toSorted((a, b) => Number(b.primary) - Number(a.primary))
    .map((tag) => codeTag(tag, tagging.modelVersion));
}

function codeTag(tag: ShownTag, modelVersion: string): CodedTag {
  const { label, codes } = TOPIC_DEFINITIONS[tag.topic];
  const [mediaTopic = "", cap = "", wikidata = ""] = [codes.iptc[0], codes.cap[0], codes.wikidata[0]];
  const isEditors = tag.decision === "accepted" || tag.decision === "added";
  const creator = isEditors ? "editor" : `beatline ${modelVersion}`;
  // The model's confidence in a topic that it did not give is low, and would read as the editor's doubt.
  const confidence = tag.origin === "editor" ? null : tag.confidence;
  return { tag: { ...tag, confidence }, label, mediaTopic: mediaTopic.replace("medtop:", ""), cap, wikidata, creator };
}

export function uriOf(articleId: string): string {
  return `urn:beatline:article:${articleId}`;
}

/** Returns the ISO 639 code; undefined when the language is unknown. */
export function languageOf({ tagging }: FormattedArticle): string | undefined {
  return "language" in tagging && tagging.language !== "und" ? tagging.language : undefined;
}

/** Returns a whole number 0–100; undefined, which JSON leaves out, for null. */
export function percent(share: number | null): number | undefined {
  return share === null ? undefined : Math.round(share * 100);
}
