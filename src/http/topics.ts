import { Router } from "express";
import type { ModelCard } from "../../models/card.js";
import { Refusal } from "../domain/errors.js";
import { isTopic, TAXONOMY_VERSION, TOPIC_DEFINITIONS, TOPICS, type Topic } from "../domain/topic.js";
import type { Database } from "../storage/database.js";
import { countDecisions } from "../storage/overrides.js";
import { requireScope } from "./auth.js";
import { answerText } from "./conditional.js";
import { noQuery, parseQuery } from "./query.js";

/** `GET /v1/topics` and `/v1/topics/{topic}`: what a topic means and how well the model knows it. */
export function createTopics({ db, models }: { db: Database; models: ModelCard }): Router {
  const router = Router();
  const describe = (topic: Topic) => ({ ...TOPIC_DEFINITIONS[topic], ...models.topicCard(topic) });
  const all = JSON.stringify({
    taxonomyVersion: TAXONOMY_VERSION,
    modelVersion: models.version,
    topics: TOPICS.map(describe),
  });
  router.get("/v1/topics", (request, response) => {
    requireScope(response, "read");
    parseQuery(request, noQuery);
    answerText(request, response, "application/json", all);
  });
  router.get("/v1/topics/:topic", async (request, response) => {
    const { source } = requireScope(response, "read");
    parseQuery(request, noQuery);
    const { topic } = request.params;
    if (!isTopic(topic))
      throw new Refusal("notFound", `There is no topic ${topic}; the topics are ${TOPICS.join(", ")}`);
    const editors = describeDecisions(await countDecisions(db, topic, source));
    response.json({ taxonomyVersion: TAXONOMY_VERSION, modelVersion: models.version, ...describe(topic), editors });
  });
  return router;
}

/** Counts the tags that editors accepted and rejected, by the model's decision on each. */
function describeDecisions(counts: Awaited<ReturnType<typeof countDecisions>>) {
  const countOf = (wanted: string | null, ...actions: string[]) =>
    counts
      .filter(({ modelDecision, action }) => modelDecision === wanted && actions.includes(action))
      .reduce((sum, { count }) => sum + count, 0);
  const judge = (modelDecision: string) => {
    const [accepted, rejected] = [countOf(modelDecision, "accept", "add"), countOf(modelDecision, "reject")];
    const decided = accepted + rejected;
    return { accepted, rejected, precision: decided === 0 ? null : accepted / decided };
  };
  return { auto: judge("auto"), suggested: judge("suggested"), added: countOf(null, "accept", "add") };
}
