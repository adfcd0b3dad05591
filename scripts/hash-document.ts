import { createHash } from "node:crypto";
import { createDocument } from "../src/http/openapi/document.js";
import { OPERATIONS } from "../src/http/openapi/operations/all.js";

/** SHA-256, in hex, of the OpenAPI document, whatever the version of the service: by it a client is known to be of today. */
export function hashDocument(): string {
  return createHash("sha256")
    .update(JSON.stringify(createDocument(OPERATIONS, "1")))
    .digest("hex");
}
