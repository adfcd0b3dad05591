import { TOPICS, type Topic } from "../../src/domain/topic.js";
import type { Curve } from "../learning/calibration.js";
import type { LinearModel } from "../learning/linear.js";
import { packNumbers } from "../packed-numbers.js";
import { READER_FORMAT, type ReaderArtifact } from "./artifact.js";
import type { NamedSpace } from "./feature-space.js";
import { perTopic } from "./per-topic.js";
import { FIELDS } from "./reader.js";

/** A topic's model and the curve from its scores to logits of confidences. */
export interface CalibratedModel {
  model: LinearModel;
  curve: Curve;
}

interface ReaderParts {
  reads: ReaderArtifact["reads"];
  space: NamedSpace;
  topics: Record<Topic, CalibratedModel>;
  trainedOn: ReaderArtifact["trainedOn"];
  metrics: Record<string, number>;
}

export function assembleReader({ reads, space, topics, trainedOn, metrics }: ReaderParts): ReaderArtifact {
  return {
    format: READER_FORMAT,
    reads,
    topics: [...TOPICS],
    fields: [...FIELDS],
    settings: space.settings,
    bias: perTopic((topic) => topics[topic].model.bias),
    calibration: perTopic((topic) => topics[topic].curve),
    trainedOn,
    metrics,
    names: space.names.join("\n"),
    idf: packNumbers(space.idf),
    weights: packNumbers(
      interleaveWeights(
        space.names.length,
        TOPICS.map((topic) => topics[topic].model.weights),
      ),
    ),
  };
}

/** Joins the weights of several models, each ordered by field, into one array by feature, then field, then model. */
export function interleaveWeights(features: number, weights: readonly Float64Array[]): Float64Array {
  const stride = FIELDS.length * weights.length;
  return Float64Array.from({ length: features * stride }, (_, index) => {
    const feature = Math.floor(index / stride);
    const field = Math.floor((index % stride) / weights.length);
    return weights[index % weights.length]?.[field * features + feature] ?? 0;
  });
}
