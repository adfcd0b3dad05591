import { Router } from "express";
import { z } from "zod";
import { listAudit } from "../storage/audit.js";
import type { Database } from "../storage/database.js";
import { requireAdmin } from "./auth.js";
import { cutPage, pageQuery, readCursor } from "./paging.js";
import { parseQuery } from "./query.js";

export const auditQuery = z.strictObject(pageQuery);
const position = z.int().min(1);

/** `GET /v1/audit`: who changed keys, sources and endpoints, newest first, a page at a time. */
export function createAudit({ db }: { db: Database }): Router {
  const router = Router();
  router.get("/v1/audit", async (request, response) => {
    requireAdmin(response);
    const { limit, cursor } = parseQuery(request, auditQuery);
    const found = await listAudit(db, readCursor(cursor, position), limit + 1);
    const page = cutPage(response, found, limit, ({ entryId }) => entryId);
    const entries = page.map(({ entryId, keyId, keyName, ...entry }) => ({
      ...entry,
      by: { id: keyId, name: keyName },
    }));
    response.json({ entries });
  });
  return router;
}
