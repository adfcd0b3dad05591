import { z } from "zod";
import {
  endpointList,
  endpointWithSecret,
  outboundList,
  plannedTest,
  replayedEvents,
  shownEndpoint,
} from "../../answers/endpoints.js";
import { createEndpointBodies } from "../../endpoints.js";
import { logQuery, replayBody } from "../../outbound-deliveries.js";
import { json, type Operation } from "../operation.js";
import { ENDPOINT_ID } from "./examples.js";

const { newEndpoint, change } = createEndpointBodies(false);
const params = { id: ENDPOINT_ID };
const ofAdmin = { tag: "Events", access: "admin" } as const;
const withSecret = "The endpoint, with a secret that is shown only this once.";

export const EVENTS: readonly Operation[] = [
  {
    operationId: "listen",
    method: "get",
    path: "/v1/events",
    tag: "Events",
    summary: "Listen to events as server-sent events",
    description:
      "From now on, or after `Last-Event-ID`. Each event has the `data` that endpoints get, `{type, timestamp, data}` with the tags " +
      "document. A key that is bound to a source gets only the events of that source.",
    access: "read",
    requestHeaders: {
      "Last-Event-ID": { description: "The id of the last event that you received.", required: false },
    },
    example: {},
    answers: { 200: { description: "An endless stream.", content: { "text/event-stream": z.string() } } },
  },
  {
    ...ofAdmin,
    operationId: "listEndpoints",
    method: "get",
    path: "/v1/endpoints",
    summary: "List the endpoints that events are sent to",
    example: {},
    answers: { 200: json(endpointList, "All endpoints.") },
  },
  {
    ...ofAdmin,
    operationId: "createEndpoint",
    method: "post",
    path: "/v1/endpoints",
    summary: "Add an endpoint",
    description: "Events are sent as Standard Webhooks: signed, and retried for three days.",
    body: { type: "application/json", schema: newEndpoint },
    example: { body: { url: "https://search.news.example/beatline", events: ["article.tagged"] } },
    answers: { 201: json(endpointWithSecret, withSecret, "Location") },
    problems: [409],
  },
  {
    ...ofAdmin,
    operationId: "getEndpoint",
    method: "get",
    path: "/v1/endpoints/{id}",
    summary: "Get an endpoint",
    example: { params },
    answers: { 200: json(shownEndpoint, "The endpoint.") },
    problems: [404],
  },
  {
    ...ofAdmin,
    operationId: "changeEndpoint",
    method: "patch",
    path: "/v1/endpoints/{id}",
    summary: "Change, disable or enable an endpoint",
    body: { type: "application/json", schema: change },
    example: { params, body: { description: "Site search" } },
    answers: { 200: json(shownEndpoint, "The endpoint as it is now.") },
    problems: [404],
  },
  {
    ...ofAdmin,
    operationId: "rotateEndpointSecret",
    method: "post",
    path: "/v1/endpoints/{id}/rotate",
    summary: "Make a new secret; the old one also signs for another day",
    example: { params },
    answers: { 200: json(endpointWithSecret, withSecret) },
    problems: [404],
  },
  {
    ...ofAdmin,
    operationId: "listSentEvents",
    method: "get",
    path: "/v1/endpoints/{id}/deliveries",
    summary: "What was sent to an endpoint, newest first",
    query: logQuery,
    example: { params, query: { state: "failed" } },
    answers: { 200: json(outboundList, "A page of deliveries.", "Link") },
    problems: [404],
  },
  {
    ...ofAdmin,
    operationId: "replayEvents",
    method: "post",
    path: "/v1/endpoints/{id}/replay",
    summary: "Resend events that an endpoint missed",
    description: "One event, or all from `since` until `until`.",
    body: { type: "application/json", schema: replayBody },
    example: { params, body: { since: "2026-11-24T09:00:00Z" } },
    answers: { 202: json(replayedEvents, "The events will be sent.") },
    problems: [404, 409],
  },
  {
    ...ofAdmin,
    operationId: "testEndpoint",
    method: "post",
    path: "/v1/endpoints/{id}/test",
    summary: "Send a test event to an endpoint",
    example: { params },
    answers: { 202: json(plannedTest, "The test event will be sent.") },
    problems: [404, 409],
  },
  {
    ...ofAdmin,
    operationId: "deleteEndpoint",
    method: "delete",
    path: "/v1/endpoints/{id}",
    summary: "Delete an endpoint",
    example: { params },
    answers: { 204: { description: "The endpoint is deleted." } },
    problems: [404],
  },
];
