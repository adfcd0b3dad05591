import { createHash } from "node:crypto";
import { createDocument } from "../src/http/openapi/document.js";
import { OPERATIONS } from "../src/http/openapi/operations/all.js";

/** Returns the SHA-256, in hex, of the OpenAPI document without the version: it tells whether a client is current. */
export function hashDocument(): string {
  return createHash("sha256")
    .update(JSON.stringify(createDocument(OPERATIONS, "1")))
    .digest("hex");
}
