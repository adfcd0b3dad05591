import assert from "node:assert/strict";
import { z } from "zod";
import { Refusal } from "../../src/domain/errors.js";
import { ADAPTERS } from "../../src/intake/adapters.js";
import { parseWith } from "../../src/intake/parse-with.js";
import { delivery } from "../../src/intake/standard-adapter.js";

function faultsOf(read: () => unknown): Record<string, string> {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return Object.fromEntries(error.faults.map(({ pointer, detail }) => [pointer, detail]));
  }
  return {};
}

const messageOf = (schema: z.ZodType, value: unknown) =>
  faultsOf(() => parseWith(z.object({ it: schema }), { it: value }))["/it"];

describe("the message about a wrong field", () => {
  it("is in plain words", () => {
    const cases: [z.ZodType, unknown, string][] = [
      [z.string(), undefined, "is missing"],
      [z.enum(["text", "html"]), undefined, "is missing"],
      [z.string(), 7, "must be a string"],
      [z.int(), "7", "must be a whole number"],
      [z.int(), 1.5, "must be a whole number"],
      [z.number(), "7", "must be a number"],
      [z.boolean(), "yes", "must be true or false"],
      [z.array(z.string()), {}, "must be a list"],
      [z.object({}), [], "must be an object"],
      [z.int().min(0), -1, "must be 0 or more"],
      [z.int().max(9), 10, "must be 9 or less"],
      [z.string().min(1), "", "must not be empty"],
      [z.string().min(3), "a", "must have at least 3 characters"],
      [z.string().max(3), "abcd", "must have at most 3 characters"],
      [z.array(z.string()).max(1), ["a", "b"], "must contain at most 1"],
      [z.enum(["text", "html"]), "pdf", "must be one of text, html"],
      [z.literal("story"), "video", "must be story"],
      [z.strictObject({}), { colour: 1, size: 2 }, "must not contain colour, size"],
      [z.url({ protocol: /^https?$/ }), "ftp://a", "must be an http or https URL"],
      [z.union([z.int(), z.boolean()]), "x", "has the wrong form"],
    ];
    assert.deepEqual(
      cases.map(([schema, value]) => messageOf(schema, value)),
      cases.map(([, , message]) => message),
    );
  });

  it("is the schema's own message where it has one", () => {
    assert.equal(messageOf(z.string().regex(/^a/, "must begin with a"), "b"), "must begin with a");
  });

  it("names the types that an event may have", () => {
    assert.deepEqual(
      faultsOf(() => parseWith(delivery, { type: "article.moved" })),
      {
        "/type": "must be one of article.published, article.updated, article.unpublished, article.deleted",
      },
    );
  });

  for (const [name, adapter] of Object.entries(ADAPTERS)) {
    it(`has none of the validator's wording for an empty delivery of ${name}`, () => {
      const header = () => "ContentManagement.Entry.publish";
      const faults = Object.values(faultsOf(() => adapter.read("cms", {}, { header, at: new Date() })));
      assert.ok(faults.length > 0);
      assert.doesNotMatch(faults.join("\n"), /Invalid|expected|received/);
    });
  }
});
