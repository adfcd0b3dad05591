import { z } from "zod";
import { topicList, topicWithEditors, trend } from "../../answers/analysis.js";
import { trendQuery } from "../../trends.js";
import { IF_NONE_MATCH, json, NOT_MODIFIED, type Operation } from "../operation.js";

const ofReader = { tag: "Analysis", access: "read" } as const;

export const ANALYSIS: readonly Operation[] = [
  {
    ...ofReader,
    operationId: "listTopics",
    method: "get",
    path: "/v1/topics",
    summary: "The topics: what they mean and how well the model knows them",
    requestHeaders: IF_NONE_MATCH,
    example: {},
    answers: {
      200: json(topicList, "All topics.", "ETag"),
      304: NOT_MODIFIED,
    },
  },
  {
    ...ofReader,
    operationId: "getTopic",
    method: "get",
    path: "/v1/topics/{topic}",
    summary: "A topic, and what editors decided on its tags",
    example: { params: { topic: "labor" } },
    answers: { 200: json(topicWithEditors, "The topic.") },
    problems: [404],
  },
  {
    ...ofReader,
    operationId: "getTrend",
    method: "get",
    path: "/v1/trends",
    summary: "A topic over time",
    description:
      "One point for each period, including those without articles. For CSV, use `format=csv` or `Accept: text/csv`.",
    query: trendQuery,
    example: { query: { topic: "labor", interval: "week", measure: "share" } },
    answers: {
      200: {
        description: "The points, and what they count.",
        content: { "application/json": trend, "text/csv": z.string() },
      },
    },
  },
];
