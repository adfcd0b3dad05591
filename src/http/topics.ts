import { Router } from "express";
import type { ModelCard } from "../../models/card.js";
import { Refusal } from "../domain/errors.js";
import { isTopic, TAXONOMY_VERSION, TOPIC_DEFINITIONS, TOPICS, type Topic } from "../domain/topic.js";
import { requireScope } from "./auth.js";

/** `GET /v1/topics` and `/v1/topics/{topic}`: what a topic means and how well the model knows it. */
export function createTopics({ models }: { models: ModelCard }): Router {
  const router = Router();
  const describe = (topic: Topic) => ({ ...TOPIC_DEFINITIONS[topic], ...models.topicCard(topic) });
  router.get("/v1/topics", (_request, response) => {
    requireScope(response, "read");
    response.json({
      taxonomyVersion: TAXONOMY_VERSION,
      modelVersion: models.version,
      topics: TOPICS.map(describe),
    });
  });
  router.get("/v1/topics/:topic", (request, response) => {
    requireScope(response, "read");
    const { topic } = request.params;
    if (!isTopic(topic)) throw new Refusal("notFound", `There is no topic ${topic}; known are ${TOPICS.join(", ")}`);
    response.json({ taxonomyVersion: TAXONOMY_VERSION, modelVersion: models.version, ...describe(topic) });
  });
  return router;
}
