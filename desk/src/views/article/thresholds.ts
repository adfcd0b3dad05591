import { answerOf, type Schemas, service } from "../../service.ts";
import type { Topic } from "../../topic.tsx";

type Thresholds = Schemas["ListTopicsAnswer"]["topics"][number]["thresholds"];

/** Loads each topic's thresholds for becoming a tag. */
export async function loadThresholds(signal: AbortSignal): Promise<ReadonlyMap<Topic, Thresholds>> {
  const { topics } = answerOf(await service.GET("/v1/topics", { signal }));
  return new Map(topics.map(({ topic, thresholds }) => [topic, thresholds]));
}
