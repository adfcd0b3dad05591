import { z } from "zod";
import {
  auditList,
  changedSource,
  deliveryList,
  keyList,
  newKey as madeKey,
  session,
  shownSource,
  signatureExplanation,
  sourceList,
} from "../../answers/access.js";
import { retriedDelivery } from "../../answers/articles.js";
import { auditQuery } from "../../audit.js";
import { listQuery } from "../../deliveries.js";
import { newKey } from "../../keys.js";
import { sourceBody } from "../../sources.js";
import { ofAdapter, ofSource } from "../../verify.js";
import { json, type Operation } from "../operation.js";
import { DELIVERY_ID, KEY_ID, SOURCE } from "./examples.js";

const params = { source: SOURCE };
const changed = "The source. A new secret is shown only this once.";

export const DELIVERIES: readonly Operation[] = [
  {
    operationId: "listDeliveries",
    method: "get",
    path: "/v1/deliveries",
    tag: "Deliveries",
    summary: "What CMSs sent, newest first",
    description:
      "The text that was sent is left out. A `failed` delivery had a valid signature but was refused; `problem` says why.",
    access: "read",
    query: listQuery,
    example: { query: { status: "failed" } },
    answers: { 200: json(deliveryList, "A page of deliveries.", "Link") },
  },
  {
    operationId: "retryDelivery",
    method: "post",
    path: "/v1/deliveries/{delivery}/retry",
    tag: "Deliveries",
    summary: "Read a failed delivery again",
    description:
      "It is read with the adapter that the source has now. The body of a failed delivery is kept for seven days.",
    access: "admin",
    example: { params: { delivery: DELIVERY_ID } },
    answers: { 202: json(retriedDelivery, "Accepted.", "Location") },
    problems: [404, 409, 422],
  },
  {
    operationId: "explainSignature",
    method: "post",
    path: "/v1/webhooks/verify",
    tag: "Deliveries",
    summary: "Check the signature of a delivery step by step",
    description: "Nothing is stored, and neither a secret nor a whole signature is shown.",
    access: "ingest",
    body: { type: "application/json", schema: z.union([ofSource, ofAdapter]) },
    example: {
      body: {
        source: "cms",
        headers: { "webhook-id": "msg_1", "webhook-timestamp": "1795510800", "webhook-signature": "v1,AAAA" },
        body: "{}",
      },
    },
    answers: { 200: json(signatureExplanation, "The result of each step of the check.") },
    problems: [404],
  },
];

const ofAdmin = { tag: "Access", access: "admin" } as const;
const ofSession = { path: "/v1/session", tag: "Access", access: "key", example: {} } as const;

export const ACCESS: readonly Operation[] = [
  {
    ...ofSession,
    operationId: "startSession",
    method: "post",
    summary: "Keep a key in a cookie that no script can read",
    description:
      "For pages in a browser, such as the desk. The cookie stands for the key for a week, or until the key is revoked; other sites cannot send it.",
    answers: { 200: json(session, "The key, and what it can do.") },
  },
  {
    ...ofSession,
    operationId: "getSession",
    method: "get",
    summary: "The key of the request or the session, and what it can do",
    answers: { 200: json(session, "The key, and what it can do.") },
  },
  {
    ...ofSession,
    operationId: "endSession",
    method: "delete",
    summary: "End a session",
    answers: { 204: { description: "The browser forgets the key." } },
  },
  {
    ...ofAdmin,
    operationId: "listSources",
    method: "get",
    path: "/v1/sources",
    summary: "List the CMS connections",
    example: {},
    answers: { 200: json(sourceList, "All CMS connections.") },
  },
  {
    ...ofAdmin,
    operationId: "saveSource",
    method: "put",
    path: "/v1/sources/{source}",
    summary: "Add or change a CMS connection",
    body: { type: "application/json", schema: sourceBody },
    example: { params, body: { adapter: "standard" } },
    answers: { 200: json(changedSource, changed), 201: json(changedSource, changed, "Location") },
    problems: [409],
  },
  {
    ...ofAdmin,
    operationId: "getSource",
    method: "get",
    path: "/v1/sources/{source}",
    summary: "Get a CMS connection",
    example: { params },
    answers: { 200: json(shownSource, "The source.") },
    problems: [404],
  },
  {
    ...ofAdmin,
    operationId: "rotateSecret",
    method: "post",
    path: "/v1/sources/{source}/rotate",
    summary: "Make a new secret; the old one is accepted for another day",
    example: { params },
    answers: { 200: json(changedSource, changed) },
    problems: [404, 409],
  },
  {
    ...ofAdmin,
    operationId: "deleteSource",
    method: "delete",
    path: "/v1/sources/{source}",
    summary: "Delete a CMS connection",
    description: "Refused with 409 while the source has articles, or keys are bound to it.",
    example: { params },
    answers: { 204: { description: "The source is deleted." } },
    problems: [404, 409],
  },
  {
    ...ofAdmin,
    operationId: "listKeys",
    method: "get",
    path: "/v1/keys",
    summary: "List the API keys",
    example: {},
    answers: { 200: json(keyList, "All keys, including revoked ones.") },
  },
  {
    ...ofAdmin,
    operationId: "createKey",
    method: "post",
    path: "/v1/keys",
    summary: "Create an API key",
    body: { type: "application/json", schema: newKey },
    example: { body: { name: "Site search", scopes: ["read"], requestsPerMinute: 600 } },
    answers: { 201: json(madeKey, "The key, which is shown only this once.") },
  },
  {
    ...ofAdmin,
    operationId: "revokeKey",
    method: "delete",
    path: "/v1/keys/{id}",
    summary: "Revoke an API key",
    example: { params: { id: KEY_ID } },
    answers: { 204: { description: "The key is revoked." } },
    problems: [404, 409],
  },
  {
    ...ofAdmin,
    operationId: "listChanges",
    method: "get",
    path: "/v1/audit",
    summary: "Who changed keys and sources, newest first",
    query: auditQuery,
    example: {},
    answers: { 200: json(auditList, "A page of changes.", "Link") },
  },
];
