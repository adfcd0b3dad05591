import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { hasOldSecret } from "../domain/old-secret.js";
import { SETTINGS_SOURCE } from "../intake/adapter.js";
import { ADAPTER_NAMES, ADAPTERS, type AdapterName, isAdapterName } from "../intake/adapters.js";
import { parseWith } from "../intake/parse-with.js";
import type { Database } from "../storage/database.js";
import {
  deleteSource,
  findStoredSource,
  listStoredSources,
  rotateSource,
  type StoredSource,
  saveSource,
} from "../storage/sources.js";
import { requireAdmin } from "./auth.js";
import { jsonOf, readJsonBytes } from "./json-body.js";
import { isSourceName, type KnownSources, SOURCE_NAME_FORM } from "./known-sources.js";
import { noQuery, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";

export const sourceBody = z.strictObject({
  adapter: z.enum(ADAPTER_NAMES, `must be one of ${ADAPTER_NAMES.join(", ")}`),
  secret: z.string().optional(),
});

interface SourceRouteParts {
  db: Database;
  sources: KnownSources;
  /** The secrets of the source that the settings make. */
  webhookSecrets: readonly string[];
  bodyLimit: BodyLimit;
}

/** `/v1/sources`: CMS connections. A secret that was made is shown in the answer that made it and never again. */
export function createSources({ db, sources, webhookSecrets, bodyLimit }: SourceRouteParts): Router {
  const router = Router();
  const ofSettings = describeSettings(webhookSecrets.length);
  router.get("/v1/sources", async (request, response) => {
    requireAdmin(response);
    parseQuery(request, noQuery);
    const stored = (await listStoredSources(db)).filter(({ name }) => name !== SETTINGS_SOURCE);
    response.json({ sources: [ofSettings, ...stored.map(describe)] });
  });
  router.get("/v1/sources/:source", async (request, response) => {
    requireAdmin(response);
    parseQuery(request, noQuery);
    const name = requireName(request);
    if (name === SETTINGS_SOURCE) response.json(ofSettings);
    else response.json(describe((await findStoredSource(db, name)) ?? refuseUnknown(name)));
  });
  router.put("/v1/sources/:source", readJsonBytes<{ source: string }>(bodyLimit), async (request, response) => {
    const admin = requireAdmin(response);
    const name = requireStored(request);
    const { adapter, secret: given } = parseWith(sourceBody, jsonOf(request));
    if (given !== undefined) refuseForm(adapter, given);
    const made = ADAPTERS[adapter].makeSecret();
    const { source, created } = await saveSource(db, { name, adapter, given, made }, admin);
    sources.forget(name);
    if (created) response.status(201).location(`/v1/sources/${name}`);
    sendOnce(response, source, source.secret === made ? made : undefined);
  });
  router.post("/v1/sources/:source/rotate", async (request, response) => {
    const admin = requireAdmin(response);
    const name = requireStored(request);
    const { adapter } = (await findStoredSource(db, name)) ?? refuseUnknown(name);
    const made = requireAdapter(adapter).makeSecret();
    const source = (await rotateSource(db, name, made, admin)) ?? refuseUnknown(name);
    sources.forget(name);
    sendOnce(response, source, made);
  });
  router.delete("/v1/sources/:source", async (request, response) => {
    const admin = requireAdmin(response);
    const name = requireStored(request);
    if (!(await deleteSource(db, name, admin))) refuseUnknown(name);
    sources.forget(name);
    response.status(204).end();
  });
  return router;
}

function sendOnce(response: Response, source: StoredSource, made: string | undefined): void {
  response.set("Cache-Control", "no-store").json({ ...describe(source), ...(made ? { secret: made } : {}) });
}

function requireName(request: Request<{ source: string }>): string {
  const { source } = request.params;
  if (!isSourceName(source)) throw new Refusal("badRequest", `A source name ${SOURCE_NAME_FORM}`);
  return source;
}

/** @throws Refusal `conflict` for the source of the settings, which win over the database. */
function requireStored(request: Request<{ source: string }>): string {
  parseQuery(request, noQuery);
  const name = requireName(request);
  if (name !== SETTINGS_SOURCE) return name;
  throw new Refusal(
    "conflict",
    `The source ${name} comes from WEBHOOK_SECRET. To rotate it, set WEBHOOK_SECRET to the new and the old secret, ` +
      "separated by a space, and restart; or add a source with another name, which is kept in the database",
  );
}

function refuseUnknown(name: string): never {
  throw new Refusal("notFound", `There is no source ${name}; PUT /v1/sources/${name} adds it`);
}

function requireAdapter(name: string) {
  if (isAdapterName(name)) return ADAPTERS[name];
  throw new Refusal(
    "conflict",
    `This version of Beatline has no adapter ${name}; give the source another one with PUT`,
  );
}

function refuseForm(adapter: AdapterName, secret: string): void {
  const parsed = ADAPTERS[adapter].secretForm.safeParse(secret);
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  const detail = `${issue?.message ?? "has the wrong form"}; leave it out to have one made`;
  throw new Refusal("invalid", `The secret does not fit the adapter ${adapter}`, [{ detail, pointer: "/secret" }]);
}

function describe(stored: StoredSource) {
  const { name, adapter, createdAt, secretCreatedAt, oldSecretCreatedAt, oldSecretEndsAt } = stored;
  const old = { createdAt: oldSecretCreatedAt, endsAt: oldSecretEndsAt };
  const secrets = [{ createdAt: secretCreatedAt, endsAt: null }, ...(hasOldSecret(stored, new Date()) ? [old] : [])];
  return { source: name, adapter, origin: "database", createdAt, secrets, links: links(name) };
}

function describeSettings(count: number) {
  const secrets = Array.from({ length: count }, () => ({ createdAt: null, endsAt: null }));
  const source = SETTINGS_SOURCE;
  return { source, adapter: "standard", origin: "settings", createdAt: null, secrets, links: links(source) };
}

function links(name: string) {
  return { webhook: `/v1/webhooks/${name}` };
}
