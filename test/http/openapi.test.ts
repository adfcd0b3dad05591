import assert from "node:assert/strict";
import { createDocument } from "../../src/http/openapi/document.js";
import { OPERATIONS } from "../../src/http/openapi/operations/all.js";

describe("the OpenAPI document", () => {
  it("is made", () => assert.ok(createDocument(OPERATIONS, "1.2.3")));
});
