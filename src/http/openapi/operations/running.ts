import { z } from "zod";
import { liveness, readiness } from "../../answers/analysis.js";
import { json, NOT_MODIFIED, type Operation } from "../operation.js";

const open = { method: "get", tag: "Operations", access: "open", example: {} } as const;

export const RUNNING: readonly Operation[] = [
  {
    ...open,
    operationId: "isAlive",
    path: "/livez",
    summary: "Whether the process answers",
    answers: { 200: json(liveness, "The process answers.") },
  },
  {
    ...open,
    operationId: "isReady",
    path: "/readyz",
    summary: "Whether articles can be accepted, and the state of each part",
    answers: {
      200: json(readiness, "Articles can be accepted; `degraded` when tagging waits for the queue."),
      503: json(readiness, "Articles cannot be accepted."),
    },
  },
  {
    ...open,
    operationId: "getMetrics",
    path: "/metrics",
    summary: "Metrics for Prometheus",
    answers: { 200: { description: "All metrics.", content: { "text/plain": z.string() } } },
  },
  {
    ...open,
    operationId: "getOpenApi",
    path: "/openapi.json",
    summary: "This document",
    answers: {
      200: json(z.looseObject({ openapi: z.string() }), "OpenAPI 3.1.", "ETag"),
      304: NOT_MODIFIED,
    },
  },
  {
    ...open,
    operationId: "getDocs",
    path: "/docs",
    summary: "This document as a page",
    answers: {
      200: { description: "A page.", headers: ["ETag"], content: { "text/html": z.string() } },
      304: NOT_MODIFIED,
    },
  },
];
