import { randomBytes } from "node:crypto";
import { Router } from "express";
import { z } from "zod";
import { MOST_A_MINUTE } from "../config.js";
import { SCOPES, SETTINGS_KEY } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import { optional, time } from "../intake/fields.js";
import { parseWith } from "../intake/parse-with.js";
import type { Database } from "../storage/database.js";
import { listKeys, revokeKey, type StoredKey, saveKey } from "../storage/keys.js";
import { hashKey, requireAdmin } from "./auth.js";
import { jsonOf, readJsonBytes } from "./json-body.js";
import { type KnownSources, refuseUnknownSource, sourceName } from "./known-sources.js";
import { noQuery, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";

const KEY_BYTES = 32;
const ID_BYTES = 9;
const KEY_PREFIX = "beatline_";
const SHOWN_CHARACTERS = 4;

const wholeMinute = `must be a whole number from 1 to ${MOST_A_MINUTE}`;

export const newKey = z
  .strictObject({
    name: z
      .string()
      .min(1, "must say what the key is for")
      .max(100)
      .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), "must not contain control characters")
      .refine((name) => name === "" || /[\p{L}\p{N}]/u.test(name), "must contain a letter or a digit"),
    scopes: z
      .array(z.enum(SCOPES, `must be any of ${SCOPES.join(", ")}`))
      .min(1, `must contain at least one of ${SCOPES.join(", ")}`)
      .transform((scopes) => [...new Set(scopes)]),
    source: optional(sourceName),
    expiresAt: optional(time.refine((date) => date > new Date(), "must be a time in the future")),
    requestsPerMinute: optional(z.int(wholeMinute).min(1, wholeMinute).max(MOST_A_MINUTE, wholeMinute)),
  })
  .refine(({ scopes, source }) => source === undefined || !scopes.includes("admin"), {
    path: ["scopes"],
    error: "a key bound to a source cannot have the scope admin, which sees every source: leave out admin or source",
  });

interface KeyRouteParts {
  db: Database;
  sources: KnownSources;
  /** Makes this process load the key again. */
  forgetKey: (hash: string) => void;
  bodyLimit: BodyLimit;
}

/** `GET` and `POST /v1/keys`, `DELETE /v1/keys/{id}`. A key is shown in the answer that makes it and never again. */
export function createKeys({ db, sources, forgetKey, bodyLimit }: KeyRouteParts): Router {
  const router = Router();
  router.get("/v1/keys", async (request, response) => {
    requireAdmin(response);
    parseQuery(request, noQuery);
    response.json({ keys: (await listKeys(db)).map(describe) });
  });
  router.post("/v1/keys", readJsonBytes(bodyLimit), async (request, response) => {
    const admin = requireAdmin(response);
    parseQuery(request, noQuery);
    const wanted = parseWith(newKey, jsonOf(request));
    await refuseUnknownSource(sources, wanted.source ?? null);
    const { key, ...stored } = makeKey(wanted);
    const saved = await saveKey(db, stored, admin);
    response
      .status(201)
      .set("Cache-Control", "no-store")
      .json({ key, ...describe(saved) });
  });
  router.delete("/v1/keys/:id", async (request, response) => {
    const admin = requireAdmin(response);
    parseQuery(request, noQuery);
    const { id } = request.params;
    if (id === SETTINGS_KEY.keyId)
      throw new Refusal("conflict", "This is API_KEY: to revoke it, change the setting and restart");
    const hash = /^key_[\w-]+$/.test(id) ? await revokeKey(db, id, admin) : undefined;
    if (!hash) throw new Refusal("notFound", "There is no key with this id; GET /v1/keys lists them");
    forgetKey(hash);
    response.status(204).end();
  });
  return router;
}

function makeKey({ name, scopes, source, expiresAt, requestsPerMinute }: z.infer<typeof newKey>) {
  const key = KEY_PREFIX + randomBytes(KEY_BYTES).toString("base64url");
  return {
    key,
    keyId: `key_${randomBytes(ID_BYTES).toString("base64url")}`,
    keyName: name,
    hash: hashKey(key),
    prefix: key.slice(0, KEY_PREFIX.length + SHOWN_CHARACTERS),
    scopes,
    source: source ?? null,
    expiresAt: expiresAt ?? null,
    requestsPerMinute: requestsPerMinute ?? null,
  };
}

function describe({ keyId, keyName, ...key }: StoredKey) {
  return { id: keyId, name: keyName, ...key };
}
