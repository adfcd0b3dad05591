import { TOPICS, type Topic } from "../../src/domain/topic.js";

/** One value for each topic, made in the order of TOPICS. */
export function perTopic<T>(make: (topic: Topic) => T): Record<Topic, T> {
  const [immigration, enforcement, labor] = TOPICS.map((topic) => ({ made: make(topic) }));
  if (!immigration || !enforcement || !labor) throw new Error("a topic is missing");
  return { immigration: immigration.made, enforcement: enforcement.made, labor: labor.made };
}
