import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { ADAPTERS } from "../../intake/adapters.js";
import { problem } from "../answers/parts.js";
import { SESSION_COOKIE } from "../shown-key.js";
import { SHARED } from "./components.js";
import { type Answer, HEADERS, type HeaderName, type Operation, problemsOf, TAGS } from "./operation.js";
import { describeQuery, describeSchemas, type JsonSchema } from "./schemas.js";
import { INFO, PARAMETERS } from "./texts.js";

const TEXT: JsonSchema = { type: "string" };
const NDJSON = "application/x-ndjson";

export type OpenApi = ReturnType<typeof createDocument>;

/** Returns the OpenAPI 3.1 document of these calls. */
export function createDocument(operations: readonly Operation[], version: string) {
  const named = nameSchemas(operations);
  const paths: Record<string, Record<string, ReturnType<typeof describeOperation>>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation, named) };
  }
  return {
    openapi: "3.1.1",
    info: { ...INFO, version },
    servers: [{ url: "/", description: "This service" }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { ...describeSchemas(named.inputs, "input"), ...describeSchemas(named.outputs, "output") },
      responses: describeProblems(operations),
      headers: describeHeaders(),
      securitySchemes: describeSecurity(),
    },
  };
}

interface NamedSchemas {
  inputs: Record<string, z.ZodType>;
  outputs: Record<string, z.ZodType>;
}

/** Names the schemas: shared ones have names of their own, and the rest are named after their call. */
function nameSchemas(operations: readonly Operation[]): NamedSchemas {
  const inputs: Record<string, z.ZodType> = {};
  const outputs: Record<string, z.ZodType> = { ...SHARED, Problem: problem };
  const names = new Map<z.ZodType, string>(Object.entries(outputs).map(([name, schema]) => [schema, name]));
  for (const { operationId, body, answers } of operations) {
    const title = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}`;
    if (body && !names.has(body.schema)) {
      names.set(body.schema, `${title}Body`);
      inputs[`${title}Body`] = body.schema;
    }
    for (const schema of Object.values(answers).flatMap(({ content = {} }) => Object.values(content))) {
      if (names.has(schema) || schema instanceof z.ZodString) continue;
      names.set(schema, `${title}Answer`);
      outputs[`${title}Answer`] = schema;
    }
  }
  return { inputs, outputs };
}

function describeOperation(operation: Operation, named: NamedSchemas) {
  const { operationId, tag, summary, description, body, answers, example } = operation;
  const problems = problemsOf(operation).filter((status) => !(status in answers));
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: describeAccess(operation),
    ...describeParameters(operation),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { [body.type]: { schema: refer(named.inputs, body.type, body.schema), example: example.body } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer, named)])),
      ...Object.fromEntries(
        problems.map((status) => [status, { $ref: `#/components/responses/${nameProblem(status)}` }]),
      ),
    },
  };
}

function describeParameters({ path, query, requestHeaders = {}, example }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: PARAMETERS[name],
    schema: TEXT,
    example: example.params?.[name],
  }));
  const { properties, required } = query ? describeQuery(query) : { properties: {}, required: [] };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    description: PARAMETERS[name],
    schema,
    ...withExample(exampleOf(schema, example.query?.[name])),
  }));
  const inHeaders = Object.entries(requestHeaders).map(([name, { description, required }]) => ({
    name,
    in: "header",
    required,
    description,
    schema: TEXT,
    ...withExample(example.headers?.[name]),
  }));
  const parameters = [...inPath, ...inQuery, ...inHeaders];
  return parameters.length > 0 ? { parameters } : {};
}

function exampleOf({ type }: JsonSchema, text: string | undefined): string | number | undefined {
  return type === "integer" && text !== undefined ? Number(text) : text;
}

function withExample(example: string | number | undefined) {
  return example === undefined ? {} : { example };
}

function describeAnswer({ description, content, headers = [] }: Answer, { outputs }: NamedSchemas) {
  return {
    description,
    ...(headers.length > 0 ? { headers: referToHeaders(headers) } : {}),
    ...(content
      ? {
          content: Object.fromEntries(
            Object.entries(content).map(([type, schema]) => [type, { schema: refer(outputs, type, schema) }]),
          ),
        }
      : {}),
  };
}

function refer(schemas: Readonly<Record<string, z.ZodType>>, type: string, wanted: z.ZodType): JsonSchema {
  const found = Object.entries(schemas).find(([, schema]) => schema === wanted);
  if (!found) return TEXT;
  const reference = { $ref: `#/components/schemas/${found[0]}` };
  // Each line is JSON, but the text as a whole is not.
  return type === NDJSON ? { type: "string", contentMediaType: NDJSON, contentSchema: reference } : reference;
}

function referToHeaders(names: readonly HeaderName[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function describeHeaders() {
  const entries = Object.entries(HEADERS).map(([name, description]) => [
    name,
    { description, schema: { type: name === "Retry-After" ? "integer" : "string" } },
  ]);
  return Object.fromEntries(entries);
}

function nameProblem(status: number): string {
  return (STATUS_CODES[status] ?? "").replaceAll(" ", "");
}

/** The headers that tell how to fix a problem. */
const OF_PROBLEM: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ["WWW-Authenticate"],
  429: ["Retry-After"],
  503: ["Retry-After"],
};

function describeProblems(operations: readonly Operation[]) {
  const statuses = [...new Set(operations.flatMap(problemsOf))].sort((left, right) => left - right);
  const entries = statuses.map((status) => [
    nameProblem(status),
    {
      description: STATUS_CODES[status],
      ...(OF_PROBLEM[status] ? { headers: referToHeaders(OF_PROBLEM[status]) } : {}),
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ]);
  return Object.fromEntries(entries);
}

function describeAccess({ access }: Operation): Record<string, string[]>[] {
  if (access === "open") return [];
  if (access === "signed") return Object.keys(ADAPTERS).map((name) => ({ [nameScheme(name)]: [] }));
  const scopes = access === "key" ? [] : [access];
  return [{ bearerAuth: scopes }, { session: scopes }];
}

function nameScheme(adapter: string): string {
  return `${adapter}Signature`;
}

function describeSecurity() {
  const signatures = Object.entries(ADAPTERS).map(([name, { signature }]) => [
    nameScheme(name),
    {
      type: "apiKey",
      in: "header",
      name: signature.header,
      description: `A source with the adapter ${name}: the header is ${signature.rule}.`,
    },
  ]);
  return {
    bearerAuth: {
      type: "http",
      scheme: "bearer",
      description:
        "An API key. Each call names the scope that the key must have; a key with `admin` can make every call. " +
        "`npx beatline keys create NAME --scope read` creates one.",
    },
    session: {
      type: "apiKey",
      in: "cookie",
      name: SESSION_COOKIE,
      description: "The cookie that `POST /v1/session` sets, for Beatline's own pages in a browser.",
    },
    ...Object.fromEntries(signatures),
  };
}
