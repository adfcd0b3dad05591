import { z } from "zod";
import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { unpackNumbers } from "../packed-numbers.js";
import { createVocabulary, featureKey, type Vocabulary } from "../text/features.js";
import { FIELDS, type FieldName } from "./contributions.js";

export const TOPICS_FORMAT = "beatline-topics-1";

const packed = z.strictObject({ step: z.number(), data: z.string() });
const line = z.strictObject({ slope: z.number(), intercept: z.number() });

const rates = z.strictObject({ precision: z.number(), recall: z.number() });

const measured = z.strictObject({
  auto: rates,
  /** Tags of either decision. */
  all: rates,
  averagePrecision: z.number(),
  calibrationError: z.number(),
});

const topicSettings = z.strictObject({
  bias: z.number(),
  /** Score to confidence, and score to the chance that a tagged topic is the main one; both logistic. */
  calibration: line,
  relevance: line,
  thresholds: z.strictObject({ auto: z.number(), suggested: z.number(), nearMiss: z.number() }),
  /** In cross-validation, weighted to a plain stream of news. */
  measured,
});

const artifactSchema = z.strictObject({
  format: z.literal(TOPICS_FORMAT),
  topics: z.tuple([z.literal(TOPICS[0]), z.literal(TOPICS[1]), z.literal(TOPICS[2])]),
  fields: z.tuple([z.literal(FIELDS[0]), z.literal(FIELDS[1]), z.literal(FIELDS[2])]),
  leadWords: z.int(),
  fieldFactors: z.strictObject({ body: z.number(), lead: z.number(), headline: z.number() }),
  perTopic: z.strictObject({ immigration: topicSettings, enforcement: topicSettings, labor: topicSettings }),
  /** One feature a line: a word, two words, or a word in capitals. */
  names: z.string(),
  idf: packed,
  /** By feature, then field, then topic. */
  weights: packed,
  trainedOn: z.strictObject({ sha256: z.string(), articles: z.int() }),
});

export type TopicArtifact = z.infer<typeof artifactSchema>;
export type TopicSettings = z.infer<typeof topicSettings>;
export type Line = z.infer<typeof line>;

/** How a topic is decided and how well, as `GET /v1/topics` shows it. */
export interface TopicCard {
  thresholds: { auto: number; suggested: number };
  measured: z.infer<typeof measured>;
}

export interface TopicModel {
  topicCount: number;
  leadWords: number;
  fieldFactors: Record<FieldName, number>;
  perTopic: Record<Topic, TopicSettings>;
  vocabulary: Vocabulary;
  idf: Float32Array;
  /** `weights[(feature * FIELDS.length + field) * topicCount + topic]` */
  weights: Float32Array;
  /** A zero per feature, used while one text is read and zeroed again: a new one would cost more than the reading. */
  counts: Float64Array;
}

/** Throws unless the content is exactly an artifact of this format. */
export function parseTopicArtifact(content: unknown): TopicModel {
  const artifact = artifactSchema.parse(content);
  const names = artifact.names.split("\n");
  return {
    topicCount: TOPICS.length,
    leadWords: artifact.leadWords,
    fieldFactors: artifact.fieldFactors,
    perTopic: artifact.perTopic,
    vocabulary: createVocabulary(names.map(featureKey)),
    idf: unpackNumbers(artifact.idf, names.length),
    weights: unpackNumbers(artifact.weights, names.length * FIELDS.length * TOPICS.length),
    counts: new Float64Array(names.length),
  };
}

export function describeTopic(model: TopicModel, topic: Topic): TopicCard {
  const { thresholds, measured } = model.perTopic[topic];
  return { thresholds: { auto: thresholds.auto, suggested: thresholds.suggested }, measured };
}
