import { z } from "zod";
import { TONE_LABELS } from "../../domain/tagging.js";
import { TOPICS, type Topic } from "../../domain/topic.js";
import { articleId, moment } from "./parts.js";

export const topic = z.enum(TOPICS);
export const toneLabel = z.enum(TONE_LABELS);
export const share = z.number().min(0).max(1);
const score = z.number().min(-1).max(1);

export const tone = z.strictObject({ label: toneLabel, score });

const span = {
  field: z.enum(["headline", "body"]),
  start: z.int().min(0),
  end: z.int().min(0),
  quote: z.string(),
};

export const evidence = z.strictObject({
  ...span,
  weight: z.number(),
  words: z.array(z.strictObject({ start: z.int().min(0), end: z.int().min(0), weight: z.number() })),
});

export const codes = z.strictObject({
  iptc: z.array(z.string()),
  cap: z.array(z.string()),
  wikidata: z.array(z.string()),
});

export const decision = z.enum(["auto", "suggested", "accepted", "added", "rejected"]);

export const tag = z.strictObject({
  topic,
  label: z.string(),
  primary: z.boolean(),
  confidence: share.nullable(),
  relevance: share.nullable(),
  decision,
  origin: z.enum(["model", "editor"]),
  codes,
  tone: tone.nullable(),
  evidence: z.array(evidence).optional(),
});

const target = z.strictObject({ from: z.int(), to: z.int(), quote: z.string(), label: toneLabel, score });

export const sentiment = z.strictObject({
  tone: z.strictObject({ label: toneLabel, score, confidence: share }),
  headline: tone.optional(),
  quoted: tone.optional(),
  targets: z.array(target).optional(),
  evidence: z.array(z.strictObject({ ...span, score })).optional(),
  sentences: z.array(z.strictObject({ start: z.int().min(0), end: z.int().min(0), score, quoted: share })).optional(),
});

const cleanText = z.strictObject({ headline: z.string(), body: z.string(), removed: z.array(z.string()) });

const nearMiss = z.strictObject({ topic, confidence: share, threshold: share });

const ofEachTopic = { immigration: share, enforcement: share, labor: share } satisfies Record<Topic, z.ZodType>;

const tagged = {
  modelVersion: z.string(),
  taxonomyVersion: z.string(),
  tags: z.array(tag),
};

/** Tags that editors rejected; a text that is not stored has none. */
const edited = { rejected: z.array(tag).optional() };

const read = {
  language: z.string(),
  analyzedChars: z.int().min(0),
  removedChars: z.int().min(0),
  text: cleanText.optional(),
  ...tagged,
};

const classified = {
  ...read,
  nearMisses: z.array(nearMiss).optional(),
  confidences: z.strictObject(ofEachTopic).optional(),
  sentiment,
};

/** Both empty where the models did not read the text. */
const unread = {
  nearMisses: z.array(nearMiss).optional(),
  confidences: z.strictObject(ofEachTopic).partial().optional(),
};

const abstained = {
  outcome: z.literal("abstained"),
  reason: z.enum(["tooShort", "unsupportedLanguage"]),
  ...read,
  ...unread,
};

const failed = { outcome: z.literal("failed"), reason: z.string(), ...tagged, ...unread };

/** What is known of an article that is stored. */
const stored = {
  articleId,
  source: z.string(),
  externalId: z.string(),
  version: z.int().min(0),
  taggedAt: moment,
  links: z.strictObject({ history: z.string() }),
};

/** The tags document of a text that is not stored. */
export const classifiedText = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.enum(["tagged", "noTopic"]), ...classified }),
  z.strictObject(abstained),
]);

function createTagsDocument<Shape extends z.ZodRawShape>(extra: Shape) {
  return z.discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.enum(["tagged", "noTopic"]), ...classified, ...edited, ...stored, ...extra }),
    z.strictObject({ ...abstained, ...edited, ...stored, ...extra }),
    z.strictObject({ ...failed, ...edited, ...stored, ...extra }),
  ]);
}

export const tagsDocument = createTagsDocument({});

/** The tags document of one of many articles that an editor decided on. */
export const decidedArticle = createTagsDocument({ status: z.literal(200), etag: z.string() });

export const pendingTags = z.strictObject({
  articleId,
  source: z.string(),
  externalId: z.string(),
  version: z.int().min(0),
  detail: z.string(),
});

/** The industry formats, whose own schemas define their contents. */
export const ninjs3 = z.looseObject({
  standard: z.looseObject({ name: z.literal("ninjs"), version: z.literal("3.1") }),
});
export const ninjs1 = z.looseObject({
  $standard: z.looseObject({ name: z.literal("ninjs"), version: z.literal("1.6") }),
});
export const ansStory = z.looseObject({ type: z.literal("story"), version: z.string(), _id: articleId });
export const schemaOrgArticle = z.looseObject({
  "@context": z.literal("https://schema.org"),
  "@type": z.literal("NewsArticle"),
});
