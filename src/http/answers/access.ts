import { z } from "zod";
import { SCOPES } from "../../domain/caller.js";
import { LOGGED_DELIVERY_STATUSES } from "../../domain/revision.js";
import { articleId, by, fault, moment } from "./parts.js";

const key = {
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  source: z.string().nullable(),
  requestsPerMinute: z.int().nullable(),
  expiresAt: moment.nullable(),
  createdAt: moment,
  createdBy: z.string(),
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
};

export const shownKey = z.strictObject(key);
export const keyList = z.strictObject({ keys: z.array(shownKey) });
export const newKey = z.strictObject({ key: z.string(), ...key });

const source = {
  source: z.string(),
  adapter: z.string(),
  origin: z.enum(["settings", "database"]),
  createdAt: moment.nullable(),
  secrets: z.array(z.strictObject({ createdAt: moment.nullable(), endsAt: moment.nullable() })),
  links: z.strictObject({ webhook: z.string() }),
};

export const shownSource = z.strictObject(source);
export const sourceList = z.strictObject({ sources: z.array(shownSource) });
export const changedSource = z.strictObject({ ...source, secret: z.string().optional() });

export const session = z.strictObject({ by, scopes: z.array(z.enum(SCOPES)), source: z.string().nullable() });

export const auditList = z.strictObject({
  entries: z.array(z.strictObject({ at: moment, action: z.string(), target: z.string(), requestId: z.string(), by })),
});

export const loggedDelivery = z.strictObject({
  deliveryId: z.string(),
  source: z.string(),
  webhookId: z.string(),
  articleId: articleId.nullable(),
  version: z.int().min(0).nullable(),
  status: z.enum(LOGGED_DELIVERY_STATUSES),
  receivedAt: moment,
  reason: z.string().optional(),
  problem: z.strictObject({ kind: z.string(), detail: z.string(), errors: z.array(fault) }).optional(),
  retriedAs: z.string().optional(),
  links: z.strictObject({ tags: z.string().optional(), retry: z.string().optional() }),
});
export const deliveryList = z.strictObject({ deliveries: z.array(loggedDelivery) });

const measured = { bytes: z.int(), sha256: z.string() };

export const signatureExplanation = z.strictObject({
  verified: z.boolean(),
  steps: z.array(
    z.strictObject({ step: z.enum(["headers", "time", "signature"]), ok: z.boolean(), detail: z.string() }),
  ),
  signed: z.strictObject({ parts: z.array(z.strictObject({ name: z.string(), ...measured })), ...measured }).optional(),
  signature: z
    .strictObject({
      algorithm: z.string(),
      encoding: z.string(),
      given: z.array(z.string()),
      expected: z.array(z.strictObject({ secret: z.string(), startsWith: z.string() })),
    })
    .optional(),
});
