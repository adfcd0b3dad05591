import { Router } from "express";
import { z } from "zod";
import { type Caller, seesSource } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import type { Source } from "../intake/adapter.js";
import { ADAPTER_NAMES, ADAPTERS } from "../intake/adapters.js";
import { explainSignature } from "../intake/explain-signature.js";
import { parseWith } from "../intake/parse-with.js";
import { requireScope } from "./auth.js";
import { jsonOf, readJsonBytes } from "./json-body.js";
import type { KnownSources } from "./known-sources.js";
import { noQuery, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";

const delivery = {
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  bodyEncoding: z.enum(["text", "base64"]).default("text"),
  method: z.string().max(20).default("POST"),
  path: z.string().max(4096).startsWith("/", "must be a path").optional(),
};

/** Node skips what is not base64, and the signature of what is left matches no secret. */
const isDecodable = z.refine<{ body: string; bodyEncoding: string }>(
  ({ body, bodyEncoding }) => bodyEncoding !== "base64" || /^[\w+/\s-]*={0,2}\s*$/.test(body),
  { path: ["body"], error: "is not base64, as bodyEncoding says" },
);

export const ofSource = z.strictObject({ source: z.string(), ...delivery }).check(isDecodable);
export const ofAdapter = z
  .strictObject({ adapter: z.enum(ADAPTER_NAMES), secret: z.string().min(1).max(500), ...delivery })
  .check(isDecodable);

/**
 * `POST /v1/webhooks/verify`: checks the signature of a delivery step by step and stores nothing. It shows neither
 * secrets nor a whole signature, so that its callers cannot sign for the source.
 */
export function createVerify({ sources, bodyLimit }: { sources: KnownSources; bodyLimit: BodyLimit }): Router {
  const router = Router();
  router.post("/v1/webhooks/verify", readJsonBytes(bodyLimit), async (request, response) => {
    const caller = requireScope(response, "ingest");
    parseQuery(request, noQuery);
    const body = jsonOf(request);
    const bySource = typeof body === "object" && body !== null && "source" in body;
    const given = bySource ? parseWith(ofSource, body) : parseWith(ofAdapter, body);
    const { name, adapter, secrets } =
      "source" in given
        ? await requireVisible(sources, caller, given.source)
        : { name: given.adapter, adapter: ADAPTERS[given.adapter], secrets: [given.secret] };
    const headers = new Map(Object.entries(given.headers).map(([key, value]) => [key.toLowerCase(), value]));
    const signed = {
      method: given.method,
      path: given.path ?? `/v1/webhooks/${name}`,
      header: (key: string) => headers.get(key),
      body: Buffer.from(given.body, given.bodyEncoding === "base64" ? "base64" : "utf8"),
    };
    const explanation = explainSignature(adapter.signature, secrets, signed, new Date());
    response.set("Cache-Control", "no-store").json(explanation);
  });
  return router;
}

async function requireVisible(sources: KnownSources, caller: Caller, name: string): Promise<Source> {
  const source = seesSource(caller, name) ? await sources.find(name) : undefined;
  if (source) return source;
  throw new Refusal("notFound", `There is no source ${name.slice(0, 100)}, or this key is bound to another one`);
}
