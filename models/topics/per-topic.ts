import type { Topic } from "../../src/domain/topic.js";

/** Makes one value for each topic, in the order of TOPICS. */
export function perTopic<T>(make: (topic: Topic) => T): Record<Topic, T> {
  return { immigration: make("immigration"), enforcement: make("enforcement"), labor: make("labor") };
}
