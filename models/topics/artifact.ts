import { createHash } from "node:crypto";
import { z } from "zod";
import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { packedNumbers, unpackNumbers } from "../packed-numbers.js";
import { featureKey } from "../text/features.js";
import { createVocabulary } from "../text/vocabulary.js";
import { type FeatureSpace, FIELDS } from "./reader.js";

export const READER_FORMAT = "beatline-topic-reader-2";
export const DECISIONS_FORMAT = "beatline-topic-decisions-3";

const curve = z.strictObject({ slope: z.number(), intercept: z.number() });
const rates = z.strictObject({ precision: z.number(), recall: z.number() });
const eachTopic = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ immigration: schema, enforcement: schema, labor: schema });
const topics = z.tuple([z.literal(TOPICS[0]), z.literal(TOPICS[1]), z.literal(TOPICS[2])]);
const trainedOn = z.strictObject({ sha256: z.string(), texts: z.int() });

const readerSchema = z.strictObject({
  format: z.literal(READER_FORMAT),
  reads: z.enum(["articles", "headlines"]),
  topics,
  fields: z.tuple([z.literal(FIELDS[0]), z.literal(FIELDS[1])]),
  settings: z.strictObject({
    leadWords: z.int(),
    leadCount: z.number(),
    headlineCount: z.number(),
    headlineFactor: z.number(),
  }),
  bias: eachTopic(z.number()),
  /** From a score to the logit of a confidence. */
  calibration: eachTopic(curve),
  trainedOn,
  /** By cross-validation, as the model card explains. */
  metrics: z.record(z.string(), z.number()),
  /** One feature a line: a word, two words, or a word in capitals; "#" is any longer number. */
  names: z.string(),
  idf: packedNumbers,
  /** By feature, then field, then topic. */
  weights: packedNumbers,
});

export const measured = z.strictObject({
  auto: rates,
  /** Tags of either decision. */
  all: rates,
  averagePrecision: z.number(),
  calibrationError: z.number(),
});

const decisionSchema = z.strictObject({
  thresholds: z.strictObject({ auto: z.number(), suggested: z.number(), nearMiss: z.number() }),
  /** From a confidence's logit and the text's `logLength` to the logit of the chance that a topic is the main one. */
  relevance: z.strictObject({ slope: z.number(), lengthSlope: z.number(), intercept: z.number() }),
  /** In cross-validation, weighted to a plain stream of news. */
  measured,
});

const decisionsSchema = z.strictObject({
  format: z.literal(DECISIONS_FORMAT),
  perTopic: eachTopic(decisionSchema),
});

export type ReaderArtifact = z.infer<typeof readerSchema>;
export type DecisionsArtifact = z.infer<typeof decisionsSchema>;
export type TopicDecision = z.infer<typeof decisionSchema>;

/** A linear model whose scores are logits of confidences. */
export interface LinearReader {
  space: FeatureSpace;
  /** `weights[(feature * FIELDS.length + field) * TOPICS.length + topic]` */
  weights: Float32Array;
  bias: readonly number[];
}

export interface TopicModel {
  articles: LinearReader;
  headlines: LinearReader;
  decisions: Readonly<Record<Topic, TopicDecision>>;
}

/** Parses a reader. @throws Error unless it has exactly this format and `reads`. */
export function parseReader(content: unknown, reads: ReaderArtifact["reads"]): LinearReader {
  const artifact = readerSchema.parse(content);
  if (artifact.reads !== reads) throw new Error(`reads ${artifact.reads}, not ${reads}`);
  const names = artifact.names.split("\n");
  const slope = (topic: Topic) => artifact.calibration[topic].slope;
  const raw = unpackNumbers(artifact.weights, names.length * FIELDS.length * TOPICS.length);
  const slopes = TOPICS.map(slope);
  return {
    space: {
      vocabulary: createVocabulary(names.map(featureKey)),
      idf: unpackNumbers(artifact.idf, names.length),
      settings: artifact.settings,
      checksum: checksumOfNames(names),
      scratch: new Int32Array(names.length),
    },
    weights: raw.map((weight, index) => weight * (slopes[index % TOPICS.length] ?? 0)),
    bias: TOPICS.map((topic) => slope(topic) * artifact.bias[topic] + artifact.calibration[topic].intercept),
  };
}

export function checksumOfNames(names: readonly string[]): string {
  return createHash("sha256").update(names.join("\n")).digest("hex");
}

/** Parses decisions. @throws Error unless they have exactly this format. */
export function parseDecisions(content: unknown): Record<Topic, TopicDecision> {
  return decisionsSchema.parse(content).perTopic;
}

/** A topic's thresholds and measured quality. */
export interface DecisionCard {
  thresholds: { auto: number; suggested: number };
  measured: z.infer<typeof measured>;
}

export function describeDecision({ thresholds, measured }: TopicDecision): DecisionCard {
  return { thresholds: { auto: thresholds.auto, suggested: thresholds.suggested }, measured };
}
