import { hash } from "node:crypto";
import { Router } from "express";
import { answerText } from "./conditional.js";
import { createDocsPage } from "./docs/page.js";
import { STYLE } from "./docs/style.js";
import { createDocument } from "./openapi/document.js";
import { OPERATIONS } from "./openapi/operations/all.js";

/** The page may use its own style, identified by hash, and nothing else. */
const STYLE_HASH = hash("sha256", STYLE, "base64");
const DOCS_POLICY = `default-src 'none';style-src 'sha256-${STYLE_HASH}';base-uri 'none';form-action 'none';frame-ancestors 'none'`;

/** `GET /openapi.json` and `/docs`: what can be called and what it answers, for programs and for people. */
export function createOpenApi({ version }: { version: string }): Router {
  const router = Router();
  const document = createDocument(OPERATIONS, version);
  const asJson = JSON.stringify(document);
  const asPage = createDocsPage(OPERATIONS, document);
  router.get("/openapi.json", (request, response) => answerText(request, response, "application/json", asJson));
  router.get("/docs", (request, response) => {
    response.set("Content-Security-Policy", DOCS_POLICY);
    answerText(request, response, "text/html", asPage);
  });
  return router;
}
