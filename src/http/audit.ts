import { Router } from "express";
import { z } from "zod";
import { listAudit } from "../storage/audit.js";
import type { Database } from "../storage/database.js";
import { requireAdmin } from "./auth.js";
import { linkNext, pageQuery, readCursor } from "./paging.js";
import { parseQuery } from "./query.js";

export const auditQuery = z.strictObject(pageQuery);
const position = z.int().min(1);

/** `GET /v1/audit`: who changed keys and sources, newest first, a page at a time. */
export function createAudit({ db }: { db: Database }): Router {
  const router = Router();
  router.get("/v1/audit", async (request, response) => {
    requireAdmin(response);
    const { limit, cursor } = parseQuery(request, auditQuery);
    const found = await listAudit(db, readCursor(cursor, position), limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    if (found.length > limit && last) response.set("Link", linkNext(request.originalUrl, last.entryId));
    const entries = page.map(({ entryId, keyId, keyName, ...entry }) => ({
      ...entry,
      by: { id: keyId, name: keyName },
    }));
    response.json({ entries });
  });
  return router;
}
