import { percent } from "../../percent.ts";
import { answerOf, type Schemas, service } from "../../service.ts";
import { TOPICS } from "../../topic.tsx";

export type TopicCard = Schemas["GetTopicAnswer"];
type Judged = TopicCard["editors"]["auto"];
export type ReliabilityBin = NonNullable<TopicCard["reliability"]>[number];

/** Loads each topic with its editors' decisions, which `GET /v1/topics` leaves out. */
export function listTopics(signal: AbortSignal): Promise<TopicCard[]> {
  return Promise.all(
    TOPICS.map(async (topic) =>
      answerOf(await service.GET("/v1/topics/{topic}", { params: { path: { topic } }, signal })),
    ),
  );
}

/** Says how editors judged tags, and how many they judged. */
export function describeJudged({ accepted, rejected, precision }: Judged): string {
  if (precision === null) return "no decisions yet";
  return `${percent(precision)} accepted (${accepted} of ${accepted + rejected})`;
}
