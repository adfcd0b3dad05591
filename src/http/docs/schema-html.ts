import { escapeHtml } from "../../intake/fields.js";
import type { JsonSchema } from "../openapi/schemas.js";

type AnySchema = JsonSchema | boolean;

/** Writes a JSON Schema like a TypeScript type, as HTML. A named schema becomes a link to it. */
export function writeSchema(schema: AnySchema, indent = ""): string {
  if (typeof schema === "boolean") return "anything";
  const { $ref, anyOf, oneOf, contentSchema, default: preset } = schema;
  if ($ref) return writeReference($ref);
  if (typeof contentSchema === "object") return `one per line: ${writeSchema(contentSchema, indent)}`;
  const either = anyOf ?? oneOf;
  const type = either ? either.map((inner) => writeSchema(inner, indent)).join(" | ") : writeType(schema, indent);
  return preset === undefined ? type : `${type} = ${writeValue(preset)}`;
}

function writeReference(reference: string): string {
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  return `<a href="#schema-${name}">${name}</a>`;
}

function writeType(schema: JsonSchema, indent: string): string {
  if (schema.const !== undefined) return writeValue(schema.const);
  if (schema.enum) return schema.enum.map(writeValue).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  if (schema.type === "array") return writeList(schema, indent);
  if (schema.type === "object") return writeObject(schema, indent);
  return schema.type ? `${schema.format ?? schema.type}${writeLimits(schema)}` : "anything";
}

function writeList({ items, minItems, maxItems }: JsonSchema, indent: string): string {
  const inner = typeof items === "object" && !Array.isArray(items) ? writeSchema(items, indent) : "anything";
  const list = inner.includes(" | ") && !inner.startsWith("{") ? `(${inner})[]` : `${inner}[]`;
  return `${list}${writeRange(minItems, maxItems, " items")}`;
}

function writeObject({ properties = {}, required = [], additionalProperties }: JsonSchema, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, schema]) =>
      `${inner}${escapeHtml(name)}${required.includes(name) ? "" : "?"}: ${writeSchema(schema, inner)}`,
  );
  if (typeof additionalProperties === "object") lines.push(`${inner}…: ${writeSchema(additionalProperties, inner)}`);
  return lines.length > 0 ? `{\n${lines.join("\n")}\n${indent}}` : "{}";
}

function writeLimits({ minimum, maximum, maxLength, format, pattern }: JsonSchema): string {
  const range = writeRange(minimum, maximum) + writeRange(undefined, maxLength, " characters");
  return pattern && !format ? `${range} <i>${escapeHtml(pattern)}</i>` : range;
}

function writeRange(least: number | undefined, most: number | undefined, unit = ""): string {
  if (least === undefined) return most === undefined ? "" : ` <i>≤ ${most}${unit}</i>`;
  return ` <i>${most === undefined ? `≥ ${least}` : `${least}–${most}`}${unit}</i>`;
}

function writeValue(value: unknown): string {
  return escapeHtml(JSON.stringify(value));
}
