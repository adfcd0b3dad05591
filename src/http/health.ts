import { Router } from "express";
import type { TaggingQueue } from "../queue/tagging-queue.js";
import { type Database, takesWrites } from "../storage/database.js";
import { answeredWithin } from "../time-limit.js";

export interface HealthParts {
  db: Database;
  queue: Pick<TaggingQueue, "countOpen" | "listFaults">;
  modelVersion: string;
}

/** A dependency's state and, if it is not ok, why and what that means, for the engineer called at night. */
interface Dependency {
  state: "ok" | "degraded" | "down";
  detail?: string;
}

/** Each dependency gets this long, all in parallel, so that a probe never hangs. */
const ANSWER_WITHIN_MS = 1000;

/** Plain words for socket and PostgreSQL error codes; none reveals an address or a name. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens at its address",
  ECONNRESET: "it closed the connection",
  ENOTFOUND: "its host name is unknown",
  EAI_AGAIN: "its host name cannot be looked up",
  "28P01": "it refuses the password",
  "28000": "it refuses the login",
  "3D000": "it has no such database",
  "53300": "it has no connections left",
  "57P03": "it is starting or stopping",
};

const READ_ONLY =
  "Nothing can be stored because the database accepts no writes: it is a standby, is set to read-only, or is the embedded one with a nearly full disk";

/**
 * `/livez`: the process answers. `/readyz`: it can take articles. Without its queue it still can, since the relay
 * catches up: that is `degraded`, and still 200.
 */
export function createHealth({ db, queue, modelVersion }: HealthParts): Router {
  const router = Router();
  router.get("/livez", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const [database, queueState] = await Promise.all([checkDatabase(db), checkQueue(queue)]);
    const status = database.state === "down" ? "unavailable" : queueState.state === "ok" ? "ok" : "degraded";
    response
      .status(status === "unavailable" ? 503 : 200)
      .json({ status, database, queue: queueState, models: { state: "ok", modelVersion } });
  });
  return router;
}

async function checkDatabase(db: Database): Promise<Dependency> {
  try {
    const isWritable = await answeredWithin(ANSWER_WITHIN_MS, "The database", takesWrites(db));
    return isWritable ? { state: "ok" } : { state: "down", detail: READ_ONLY };
  } catch (error) {
    return {
      state: "down",
      detail: `Nothing can be stored or looked up because the database is unavailable: ${reasonOf(error)}`,
    };
  }
}

async function checkQueue(queue: HealthParts["queue"]): Promise<Dependency & { open?: number }> {
  try {
    const answers = Promise.all([queue.countOpen(), queue.listFaults()]);
    const [open, faults] = await answeredWithin(ANSWER_WITHIN_MS, "The queue", answers);
    return faults.length > 0 ? { state: "degraded", open, detail: faults.join("; ") } : { state: "ok", open };
  } catch (error) {
    const detail = `Articles are accepted, but tagging waits because the queue is unavailable: ${reasonOf(error)}`;
    return { state: "down", detail };
  }
}

/** Drizzle puts the driver's error into the cause of its own. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return REASONS[code] ?? "it does not answer";
}
