import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

const REFERENCES = "#/components/schemas/";

/**
 * Returns JSON Schemas by name, which refer to one another, for requests or for answers. Those of answers allow further
 * fields, since answers may gain some.
 */
export function describeSchemas(
  schemas: Readonly<Record<string, z.ZodType>>,
  io: "input" | "output",
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const converted = z.toJSONSchema(registry, { io, uri: (id) => `${REFERENCES}${id}`, override: tidy(io) }).schemas;
  return Object.fromEntries(Object.entries(converted).map(([id, { $schema, $id, ...schema }]) => [id, schema]));
}

/** Returns the parameters of a query string, each with a JSON Schema of its text. */
export function describeQuery(query: z.ZodObject): { properties: Record<string, JsonSchema>; required: string[] } {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input", override: tidy("input") });
  const parameters = Object.entries(properties).flatMap(([name, schema]) =>
    typeof schema === "object" ? [[name, describeParameter(schema)] as const] : [],
  );
  return { properties: Object.fromEntries(parameters), required };
}

/** Parameters travel as text; one that consists of digits is a number to the caller. */
function describeParameter({ pattern, ...schema }: JsonSchema): JsonSchema {
  if (pattern === undefined) return schema;
  return pattern === "^\\d+$" ? { minimum: 0, ...schema, type: "integer" } : { ...schema, pattern };
}

interface Converted {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: JsonSchema;
}

function tidy(io: "input" | "output") {
  return ({ zodSchema, jsonSchema }: Converted): void => {
    // The pattern of a time or a day is very long, and the format says the same.
    if (jsonSchema.format === "date-time" || jsonSchema.format === "date") delete jsonSchema.pattern;
    // JSON Schema does not know this format, and nobody reaches this limit.
    if (jsonSchema.format === "starts_with") delete jsonSchema.format;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    const items = io === "input" ? findCountedItems(zodSchema) : undefined;
    if (!items) return;
    const { $schema, ...described } = z.toJSONSchema(items, { io, override: tidy(io) });
    jsonSchema.items = described;
  };
}

/** Finds the items of a list that is counted before they are checked: a list of anything, piped into one of these. */
function findCountedItems(schema: z.core.$ZodTypes): z.core.$ZodType | undefined {
  const { def } = schema._zod;
  if (def.type !== "pipe" || !(def.in instanceof z.ZodArray) || !(def.out instanceof z.ZodArray)) return undefined;
  return def.in.element instanceof z.ZodUnknown ? def.out.element : undefined;
}
