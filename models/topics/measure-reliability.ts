import type { Topic } from "../../src/domain/topic.js";
import { sigmoid } from "../learning/linear.js";
import { reliability } from "../learning/metrics.js";
import { perTopic } from "./per-topic.js";
import type { ReliabilityCurves } from "./reliability.js";

/** Ten bins of equal width, without those that are empty. */
export function measureReliability(
  answers: Record<Topic, { logits: readonly number[] | Float64Array; targets: ArrayLike<number> }>,
): ReliabilityCurves {
  return perTopic((topic) => {
    const { logits, targets } = answers[topic];
    const confidences = Array.from(logits, sigmoid);
    return reliability(confidences, targets).flatMap((bin) => (bin ? [bin] : []));
  });
}
