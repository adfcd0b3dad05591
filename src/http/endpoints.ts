import { randomBytes } from "node:crypto";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { EVENT_TYPES } from "../domain/event.js";
import { hasOldSecret } from "../domain/old-secret.js";
import { isPublicAddress, literalAddressOf } from "../domain/public-address.js";
import { ADAPTERS } from "../intake/adapters.js";
import { parseWith } from "../intake/parse-with.js";
import type { Database } from "../storage/database.js";
import {
  changeEndpoint,
  deleteEndpoint,
  findEndpoint,
  listEndpoints,
  rotateEndpoint,
  type StoredEndpoint,
  saveEndpoint,
} from "../storage/endpoints.js";
import { requireAdmin } from "./auth.js";
import { jsonOf, readJsonBytes } from "./json-body.js";
import { type KnownSources, refuseUnknownSource, sourceName } from "./known-sources.js";
import { noQuery, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";

const ID_BYTES = 9;
const ENDPOINT_ID = /^ep_[\w-]+$/;
const LONGEST_URL = 2048;

const TYPES_FORM = `must contain at least one of ${EVENT_TYPES.join(", ")}`;
const fields = {
  events: z
    .array(z.enum(EVENT_TYPES, TYPES_FORM))
    .min(1, TYPES_FORM)
    .transform((types) => [...new Set(types)])
    .nullable(),
  source: sourceName.nullable(),
  description: z
    .string()
    .max(200)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "must not contain control characters")
    .nullable()
    .transform((text) => text ?? ""),
};

interface EndpointRouteParts {
  db: Database;
  sources: KnownSources;
  bodyLimit: BodyLimit;
  /** Whether endpoints may be at private addresses, and without TLS. */
  allowPrivateEndpoints: boolean;
}

/** `/v1/endpoints`: where events are sent. A secret is shown in the answer that made it and never again. */
export function createEndpoints({ db, sources, bodyLimit, allowPrivateEndpoints }: EndpointRouteParts): Router {
  const router = Router();
  const { newEndpoint, change } = createEndpointBodies(allowPrivateEndpoints);
  router.get("/v1/endpoints", async (request, response) => {
    requireAdmin(response);
    parseQuery(request, noQuery);
    response.json({ endpoints: (await listEndpoints(db)).map(describe) });
  });
  router.post("/v1/endpoints", readJsonBytes(bodyLimit), async (request, response) => {
    const admin = requireAdmin(response);
    parseQuery(request, noQuery);
    const wanted = parseWith(newEndpoint, jsonOf(request));
    await refuseUnknownSource(sources, wanted.source);
    const endpointId = `ep_${randomBytes(ID_BYTES).toString("base64url")}`;
    const secret = ADAPTERS.standard.makeSecret();
    const endpoint = await saveEndpoint(db, { ...wanted, endpointId, secret }, admin);
    response.status(201).location(`/v1/endpoints/${endpointId}`);
    sendOnce(response, endpoint);
  });
  router.get("/v1/endpoints/:id", async (request, response) => {
    requireAdmin(response);
    parseQuery(request, noQuery);
    response.json(describe(await loadEndpoint(db, request)));
  });
  router.patch("/v1/endpoints/:id", readJsonBytes<{ id: string }>(bodyLimit), async (request, response) => {
    const admin = requireAdmin(response);
    parseQuery(request, noQuery);
    const changes = parseWith(change, jsonOf(request));
    await refuseUnknownSource(sources, changes.source ?? null);
    response.json(describe((await changeEndpoint(db, requireId(request), changes, admin)) ?? refuseUnknown()));
  });
  router.post("/v1/endpoints/:id/rotate", async (request, response) => {
    const admin = requireAdmin(response);
    parseQuery(request, noQuery);
    const secret = ADAPTERS.standard.makeSecret();
    sendOnce(response, (await rotateEndpoint(db, requireId(request), secret, admin)) ?? refuseUnknown());
  });
  router.delete("/v1/endpoints/:id", async (request, response) => {
    const admin = requireAdmin(response);
    parseQuery(request, noQuery);
    if (!(await deleteEndpoint(db, requireId(request), admin))) refuseUnknown();
    response.status(204).end();
  });
  return router;
}

/** Creates the schemas of a new endpoint and of a change to one. */
export function createEndpointBodies(allowPrivate: boolean) {
  const url = endpointUrl(allowPrivate);
  const newEndpoint = z.strictObject({
    url,
    events: fields.events.default(null),
    source: fields.source.default(null),
    description: fields.description.default(""),
  });
  const changeable = { url, ...fields, enabled: z.boolean() };
  const change = z
    .strictObject(changeable)
    .partial()
    .refine(
      (changes) => Object.keys(changes).length > 0,
      `must contain at least one of ${Object.keys(changeable).join(", ")}`,
    );
  return { newEndpoint, change };
}

/** @throws Refusal `notFound`. */
export async function loadEndpoint(db: Database, request: Request<{ id: string }>): Promise<StoredEndpoint> {
  return (await findEndpoint(db, requireId(request))) ?? refuseUnknown();
}

/** Refuses a malformed id without a query: PostgreSQL rejects one that contains a NUL. */
function requireId({ params }: Request<{ id: string }>): string {
  return ENDPOINT_ID.test(params.id) ? params.id : refuseUnknown();
}

/** Checks what can be known before connecting; the rest is checked at that time. */
function endpointUrl(allowPrivate: boolean) {
  const schemes = allowPrivate ? ["https:", "http:"] : ["https:"];
  const isReachable = (url: URL) => {
    const literal = literalAddressOf(url);
    return allowPrivate || literal === undefined || isPublicAddress(literal);
  };
  // An invalid URL is reported once, by the first check.
  const check = (holds: (url: URL) => boolean) => (value: string) => !URL.canParse(value) || holds(new URL(value));
  return z
    .string()
    .max(LONGEST_URL)
    .refine(
      (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol),
      `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}`,
    )
    .refine(
      check(({ username, password }) => username + password === ""),
      "must not contain a user name or password: verify the signature instead",
    )
    .refine(check(isReachable), "must be at an address of the public internet, unless ALLOW_PRIVATE_ENDPOINTS is set")
    .transform((value) => new URL(value).href);
}

function refuseUnknown(): never {
  throw new Refusal("notFound", "There is no endpoint with this id; GET /v1/endpoints lists them");
}

function sendOnce(response: Response, endpoint: StoredEndpoint): void {
  response.set("Cache-Control", "no-store").json({ ...describe(endpoint), secret: endpoint.secret });
}

const WHY = {
  gone: "The endpoint answered 410; enable it with PATCH when it is back",
  failing: "No attempt succeeded for five days; enable it with PATCH when it works again, and replay what it missed",
  byHand: "It was disabled by PATCH",
};

function describe(endpoint: StoredEndpoint) {
  const { endpointId, url, description, events, source, createdAt, failingSince, disabledAt, disabledReason } =
    endpoint;
  return {
    id: endpointId,
    url,
    description,
    events: events ?? EVENT_TYPES,
    source,
    createdAt,
    enabled: disabledAt === null,
    failingSince,
    disabled: disabledReason && { at: disabledAt, reason: disabledReason, detail: WHY[disabledReason] },
    secrets: describeSecrets(endpoint),
    links: { deliveries: `/v1/endpoints/${endpointId}/deliveries` },
  };
}

/** The secret before the last rotation is listed for as long as it signs. */
function describeSecrets(endpoint: StoredEndpoint) {
  const old = hasOldSecret(endpoint, new Date()) ? [{ endsAt: endpoint.oldSecretEndsAt }] : [];
  return [{ createdAt: endpoint.secretCreatedAt, endsAt: null }, ...old];
}
