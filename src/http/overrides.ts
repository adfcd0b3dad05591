import { Router } from "express";
import { z } from "zod";
import type { Database } from "../storage/database.js";
import { listTrainingDecisions, type TrainingDecision } from "../storage/overrides.js";
import { requireScope } from "./auth.js";
import { sendPieces } from "./pieces.js";
import { parseQuery } from "./query.js";

const LINES_A_READ = 100;

export const exportQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,15}$/, "must be the overrideId of the last line that you received")
    .transform(Number)
    .default(0),
});

/**
 * `GET /v1/overrides.ndjson`: every standing decision with the text that it was made on, oldest first, for
 * `npm run train -- --overrides` to read.
 */
export function createOverrides({ db }: { db: Database }): Router {
  const router = Router();
  router.get("/v1/overrides.ndjson", async (request, response) => {
    const { source } = requireScope(response, "review");
    const { after } = parseQuery(request, exportQuery);
    const read = (last: number) => listTrainingDecisions(db, { visibleSource: source, after: last }, LINES_A_READ);
    response.type("application/x-ndjson").set("Cache-Control", "no-store");
    await sendPieces(response, async () => readOn(await read(after), read));
  });
  return router;
}

async function* readOn(first: TrainingDecision[], read: (last: number) => Promise<TrainingDecision[]>) {
  for (let lines = first; lines.length > 0; lines = await read(lines.at(-1)?.overrideId ?? 0)) {
    yield lines.map(describe).join("");
  }
}

function describe({ text: { headline, body }, ...decision }: TrainingDecision): string {
  return `${JSON.stringify({ ...decision, headline, body })}\n`;
}
