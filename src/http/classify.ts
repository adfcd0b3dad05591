import { Router } from "express";
import { z } from "zod";
import type { ClassifyInput } from "../../models/classify.js";
import { BODY_FORMATS } from "../domain/article.js";
import { Refusal } from "../domain/errors.js";
import type { Tagging } from "../domain/tagging.js";
import { describeTagging, TEXT_INCLUDES } from "../domain/tags-document.js";
import { isSpanOf, LONGEST_HEADLINE, languageTag, optional, optionalOr, SPAN_FORM } from "../intake/fields.js";
import { parseWith } from "../intake/parse-with.js";
import { requireScope } from "./auth.js";
import { jsonOf, readJsonBytes } from "./json-body.js";
import { noQuery, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";

export const classifyBody = z.strictObject({
  headline: optionalOr(z.string().max(LONGEST_HEADLINE), ""),
  body: z.string(),
  bodyFormat: optionalOr(z.enum(BODY_FORMATS), "text"),
  language: optional(languageTag),
  // Counted before they are checked: a million wrong ones would make a million faults.
  targets: optional(
    z
      .array(z.unknown())
      .max(100)
      .pipe(z.array(z.strictObject({ from: z.int().min(0), to: z.int().min(1) }))),
  ),
});

export interface ClassifyParts {
  /** Runs beside the event loop, so that a long text delays no webhook. */
  classify: (input: ClassifyInput) => Promise<Tagging>;
  bodyLimit: BodyLimit;
}

/** `POST /v1/classify`: the tags document of a text, with all its parts; nothing is stored. */
export function createClassify({ classify, bodyLimit }: ClassifyParts): Router {
  const router = Router();
  router.post("/v1/classify", readJsonBytes(bodyLimit), async (request, response) => {
    requireScope(response, "read");
    parseQuery(request, noQuery);
    const { language, targets, ...text } = parseWith(classifyBody, jsonOf(request));
    const input: ClassifyInput = { ...text, ...(language ? { language } : {}), ...(targets ? { targets } : {}) };
    refuseWrongTargets(input);
    response.json(describeTagging(await classify(input), new Set(TEXT_INCLUDES)));
  });
  return router;
}

function refuseWrongTargets({ targets = [], body }: ClassifyInput): void {
  const faults = targets.flatMap(({ from, to }, index) =>
    isSpanOf(body, from, to)
      ? []
      : [{ detail: `${SPAN_FORM}; the body is ${body.length} long`, pointer: `/targets/${index}` }],
  );
  if (faults.length > 0) throw new Refusal("invalid", "A target is not a span of the body", faults);
}
