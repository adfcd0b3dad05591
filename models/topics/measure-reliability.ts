import type { Topic } from "../../src/domain/topic.js";
import { reliability } from "../learning/metrics.js";
import type { ReliabilityCurves } from "./reliability.js";

/** Ten bins of equal width, without those that are empty. */
export function measureReliability(
  answers: Record<Topic, { logits: readonly number[] | Float64Array; targets: ArrayLike<number> }>,
): ReliabilityCurves {
  const measure = (topic: Topic) => {
    const { logits, targets } = answers[topic];
    const confidences = Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit)));
    return reliability(confidences, targets).flatMap((bin) => (bin ? [bin] : []));
  };
  return { immigration: measure("immigration"), enforcement: measure("enforcement"), labor: measure("labor") };
}
