import { Router } from "express";
import type { TaggingQueue } from "../queue/tagging-queue.js";
import { type Database, pingDatabase } from "../storage/database.js";

export interface HealthParts {
  db: Database;
  queue: TaggingQueue;
  modelVersion: string;
}

/**
 * `/livez`: the process answers. `/readyz`: it can take articles, which it can without its queue, since the relay
 * catches up; that is `degraded`, and still 200.
 */
export function createHealth({ db, queue, modelVersion }: HealthParts): Router {
  const router = Router();
  router.get("/livez", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const [database, waiting] = await Promise.all([pingDatabase(db), queue.countOpen().catch(() => undefined)]);
    const status = !database ? "unavailable" : waiting === undefined ? "degraded" : "ok";
    response.status(database ? 200 : 503).json({
      status,
      database: database ? { status: "ok" } : { status: "unavailable", detail: "Nothing can be stored or looked up" },
      queue:
        waiting === undefined
          ? { status: "unavailable", detail: "Articles are taken; their tagging waits until the queue is back" }
          : { status: "ok", open: waiting },
      models: { status: "ok", modelVersion },
    });
  });
  return router;
}
