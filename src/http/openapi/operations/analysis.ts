import { z } from "zod";
import { topicList, topicWithEditors, trend } from "../../answers/analysis.js";
import { trendQuery } from "../../trends.js";
import { json, type Operation } from "../operation.js";

export const ANALYSIS: readonly Operation[] = [
  {
    operationId: "listTopics",
    method: "get",
    path: "/v1/topics",
    tag: "Analysis",
    summary: "The topics: what they mean and how well the model knows them",
    access: "read",
    requestHeaders: { "If-None-Match": { description: "The `ETag` that you have.", required: false } },
    example: {},
    answers: {
      200: json(topicList, "All topics.", "ETag"),
      304: { description: "You have it already.", headers: ["ETag"] },
    },
  },
  {
    operationId: "getTopic",
    method: "get",
    path: "/v1/topics/{topic}",
    tag: "Analysis",
    summary: "A topic, and what editors made of it",
    access: "read",
    example: { params: { topic: "labor" } },
    answers: { 200: json(topicWithEditors, "The topic.") },
    problems: [404],
  },
  {
    operationId: "getTrend",
    method: "get",
    path: "/v1/trends",
    tag: "Analysis",
    summary: "A topic over time",
    description:
      "One point for each period, also for those without articles; as CSV with `format=csv` or `Accept: text/csv`.",
    access: "read",
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
