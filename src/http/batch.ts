import { Router } from "express";
import type { Article } from "../domain/article.js";
import type { Caller } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import { type Intake, type Publication, savePublications } from "../storage/publications.js";
import { requireScope } from "./auth.js";
import type { IngestParts } from "./ingest.js";
import { requireUtf8 } from "./json-body.js";
import { observationOf } from "./observation.js";
import { readPostedArticle } from "./posted-article.js";
import { describeProblem } from "./problem.js";
import { noQuery, parseQuery } from "./query.js";
import { readBody } from "./read-body.js";
import { makeDeliveryId } from "./take-delivery.js";

const MOST_LINES = 1_000;
const LARGEST = { bytes: 10 * 1024 * 1024, remedy: "that a batch can have; split it into several" };
const NDJSON = /^application\/(?:x-)?ndjson\s*(?:;|$)/i;
/** Lines per commit. Between two commits, live webhooks get their turn. */
const CHUNK = 100;

interface Line {
  number: number;
  bytes: Buffer;
}

interface ReadLine {
  number: number;
  publication: Publication;
}

/** The result of a line; the answer has one for each line that is not blank. */
type LineAnswer = { line: number } & (
  | ({ deliveryId: string } & Intake)
  | { status: "refused"; problem: ReturnType<typeof describeProblem> }
);

/** `POST /v1/articles/batch`: an archive, a thousand articles at a time. Each line is taken or refused on its own. */
export function createBatch(parts: IngestParts): Router {
  const router = Router();
  router.post("/v1/articles/batch", async (request, response) => {
    const caller = requireScope(response, "ingest");
    parseQuery(request, noQuery);
    requireNdjsonType(request.headers["content-type"] ?? "");
    const lines = splitLines(await readBody(request, response, parts.bodyLimit, LARGEST));
    const { traceId } = observationOf(response);
    const answers: LineAnswer[] = [];
    for (let start = 0; start < lines.length; start += CHUNK) {
      const chunk = lines.slice(start, start + CHUNK);
      answers.push(...(await takeLines(parts, caller, chunk, response.locals.requestId, traceId)));
    }
    response
      .status(202)
      .type("application/x-ndjson")
      .send(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
  });
  return router;
}

/** @throws Refusal `unsupportedMediaType` unless the Content-Type says that the body is NDJSON, in UTF-8. */
function requireNdjsonType(type: string): void {
  if (!NDJSON.test(type)) {
    throw new Refusal("unsupportedMediaType", "Content-Type must be application/x-ndjson: one article on each line");
  }
  requireUtf8(type);
}

/** @throws Refusal `badRequest` for an empty body, `tooLarge` for too many lines: then none of them is taken. */
function splitLines(body: Buffer): Line[] {
  const lines: Line[] = [];
  for (let start = 0, number = 1; start < body.length; number++) {
    const end = body.indexOf(0x0a, start);
    const bytes = body.subarray(start, end < 0 ? body.length : end);
    if (!isBlank(bytes)) lines.push({ number, bytes });
    start += bytes.length + 1;
  }
  if (lines.length === 0) throw new Refusal("badRequest", "The body is empty; send one article on each line");
  if (lines.length <= MOST_LINES) return lines;
  throw new Refusal(
    "tooLarge",
    `A batch can have at most ${MOST_LINES} lines, and this one has ${lines.length}; split it into several`,
  );
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

async function takeLines(
  parts: IngestParts,
  caller: Caller,
  lines: readonly Line[],
  requestId: string,
  traceId: string,
): Promise<LineAnswer[]> {
  const answers: LineAnswer[] = [];
  const refuse = (line: number, refusal: Refusal) =>
    answers.push({ line, status: "refused", problem: describeProblem(refusal, requestId) });
  const read: ReadLine[] = [];
  for (const { number, bytes } of lines) {
    const article = await readLine(parts, caller, bytes);
    if (article instanceof Refusal) refuse(number, article);
    else read.push({ number, publication: toPublication(article, requestId) });
  }
  const taken =
    read.length > 0
      ? await savePublications(
          parts.db,
          read.map(({ publication }) => publication),
        )
      : [];
  for (const [index, { number, publication }] of read.entries()) {
    const intake = taken[index];
    if (!intake) throw new Error("A line has no result");
    if (intake instanceof Refusal) {
      refuse(number, intake);
      continue;
    }
    const { articleId, version, status } = intake;
    if (status === "queued") parts.enqueue({ articleId, version, traceId, backfill: true });
    answers.push({ line: number, deliveryId: publication.delivery.deliveryId, ...intake });
  }
  return answers.sort((left, right) => left.line - right.line);
}

async function readLine(
  { sources, bodyLimit }: IngestParts,
  caller: Caller,
  bytes: Buffer,
): Promise<Article | Refusal> {
  if (bytes.length > bodyLimit.each) {
    return new Refusal("tooLarge", `The line is larger than the ${bodyLimit.each} bytes that BODY_LIMIT allows`);
  }
  return readPostedArticle(sources, caller, bytes).catch((error: unknown) => {
    if (error instanceof Refusal && error.kind !== "unavailable") return error;
    throw error;
  });
}

/** Dates a publication by its article, so that an archive never brings back one that was withdrawn since. */
function toPublication(article: Article, requestId: string): Publication {
  const delivery = { deliveryId: makeDeliveryId(), webhookId: requestId, receivedAt: new Date() };
  return { article, at: article.updatedAt ?? article.publishedAt ?? new Date(0), delivery, backfill: true };
}
