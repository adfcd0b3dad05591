import { percent } from "../../percent.ts";
import { answerOf, type Schemas, service } from "../../service.ts";
import { TOPICS } from "../../topic.tsx";

export type TopicCard = Schemas["GetTopicAnswer"];
type Judged = TopicCard["editors"]["auto"];
export type ReliabilityBin = NonNullable<TopicCard["reliability"]>[number];

/** Each topic with what editors made of it, which the list of topics leaves out. */
export function listTopics(signal: AbortSignal): Promise<TopicCard[]> {
  return Promise.all(
    TOPICS.map(async (topic) =>
      answerOf(await service.GET("/v1/topics/{topic}", { params: { path: { topic } }, signal })),
    ),
  );
}

/** How editors judged tags, with how many it rests on. */
export function describeJudged({ accepted, rejected, precision }: Judged): string {
  if (precision === null) return "no decisions yet";
  return `${percent(precision)} accepted (${accepted} of ${accepted + rejected})`;
}
