import assert from "node:assert/strict";
import type { z } from "zod";
import { problem } from "../../src/http/answers/parts.js";
import { type Operation, problemsOf } from "../../src/http/openapi/operation.js";
import { OPERATIONS } from "../../src/http/openapi/operations/all.js";

/** Paths without parameters come first: `/v1/webhooks/verify` is not a source's. */
const PATTERNS = OPERATIONS.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
})).sort((left, right) => left.operation.path.split("{").length - right.operation.path.split("{").length);

export function findOperation(method: string, path: string): Operation | undefined {
  return PATTERNS.find(({ operation, pattern }) => operation.method === method.toLowerCase() && pattern.test(path))
    ?.operation;
}

/** Asserts that the OpenAPI document has such an answer for the call. */
export function checkAnswer(method: string, url: string, { status, headers }: Response, text: string): void {
  const { pathname } = new URL(url);
  const operation = findOperation(method, pathname);
  const where = `${method} ${pathname} answered ${status}`;
  const type = headers.get("content-type")?.split(";")[0] ?? "";
  if (type === "application/problem+json") {
    assertFits(problem, JSON.parse(text), where);
    assert.ok(!operation || problemsOf(operation).includes(status), `${where}, which is not in its document: ${text}`);
    return;
  }
  assert.ok(operation, `${where} and is not in the document`);
  const answer = operation.answers[status];
  assert.ok(answer, `${where}, which is not in its document`);
  assert.ok(type in (answer.content ?? {}) || text === "", `${where} in ${type}, which is not in its document`);
  const schema = answer.content?.[type];
  if (schema && text) for (const value of readValues(type, text)) assertFits(schema, value, where);
}

function readValues(type: string, text: string): unknown[] {
  if (type === "application/x-ndjson") return text.split("\n").flatMap((line) => (line ? [JSON.parse(line)] : []));
  return [type.endsWith("json") ? JSON.parse(text) : text];
}

function assertFits(schema: z.ZodType, value: unknown, where: string): void {
  const { error } = schema.safeParse(value);
  assert.equal(error, undefined, `${where} with another body than its document says: ${error?.message}`);
}
