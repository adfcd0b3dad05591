import { Router } from "express";
import { answerText } from "./conditional.js";
import { createDocsPage } from "./docs/page.js";
import { createDocument } from "./openapi/document.js";
import { OPERATIONS } from "./openapi/operations/all.js";

/** `GET /openapi.json` and `/docs`: what can be called and what it answers, for programs and for people. */
export function createOpenApi({ version }: { version: string }): Router {
  const router = Router();
  const document = createDocument(OPERATIONS, version);
  const asJson = JSON.stringify(document);
  const asPage = createDocsPage(OPERATIONS, document);
  router.get("/openapi.json", (request, response) => answerText(request, response, "application/json", asJson));
  router.get("/docs", (request, response) => answerText(request, response, "text/html", asPage));
  return router;
}
