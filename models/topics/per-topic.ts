import type { Topic } from "../../src/domain/topic.js";

/** One value for each topic, made in the order of TOPICS. */
export function perTopic<T>(make: (topic: Topic) => T): Record<Topic, T> {
  return { immigration: make("immigration"), enforcement: make("enforcement"), labor: make("labor") };
}
