import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Express } from "express";
import { classify } from "../../models/classify.js";
import { loadModels } from "../../models/load.js";
import { hashKey } from "../../src/http/auth.js";
import { createDocument } from "../../src/http/openapi/document.js";
import type { Operation } from "../../src/http/openapi/operation.js";
import { OPERATIONS } from "../../src/http/openapi/operations/all.js";
import { ARTICLE, ARTICLE_ID, DELIVERY_ID, ENDPOINT_ID, KEY_ID } from "../../src/http/openapi/operations/examples.js";
import { ADAPTERS } from "../../src/intake/adapters.js";
import type { Database } from "../../src/storage/database.js";
import { saveFailure } from "../../src/storage/deliveries.js";
import { saveEndpoint } from "../../src/storage/endpoints.js";
import { saveKey } from "../../src/storage/keys.js";
import { openTestApi } from "../support/api.js";
import { checkAnswer, findOperation } from "../support/checked-answers.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { anArticle, signedBytes } from "../support/deliveries.js";
import { API_KEY, temporaryDirectory } from "../support/service.js";
import { openStore } from "../support/stored-articles.js";

const ADMIN = { keyId: "key_settings", keyName: "API_KEY", requestId: "request-1" };

/** The parts of a layer of Express's router, which its own types leave out. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

function listRoutes(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (!route) return listRoutes(handle?.stack ?? []);
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    return Object.keys(route.methods).map((method) => `${method} ${path}`);
  });
}

/** Reads an answer, or the beginning of an endless stream. */
async function readAnswer(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.text();
  for await (const chunk of response.body ?? []) return new TextDecoder().decode(chunk);
  return "";
}

describe("the OpenAPI document", () => {
  const closing = closeAfterSuite();
  const document = createDocument(OPERATIONS, "1.2.3");
  const models = loadModels("models");
  let app: Express;
  let url: string;
  let db: Database;

  before(async () => {
    const database = await openTestDatabase(closing);
    db = database.db;
    ({ app, url } = await openTestApi(closing, database, { classify: async (input) => classify(input, models) }));
  });

  it("has every route of the service and no others", () => {
    // Express has no public list of its routes.
    const { stack } = app.router as unknown as { stack: Layer[] };
    assert.deepEqual(listRoutes(stack).sort(), OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it("passes Redocly's recommended rules", () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
    // Health, metrics and the document take no input that could be wrong.
    const rules = "extends: [recommended]\nrules:\n  operation-4xx-response: off\n";
    writeFileSync(join(folder, "redocly.yaml"), rules);
    const redocly = join(process.cwd(), "node_modules/@redocly/cli/bin/cli.js");
    const { stdout, stderr } = spawnSync(process.execPath, [redocly, "lint", "openapi.json", "--format=json"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    assert.deepEqual(JSON.parse(stdout || stderr).problems, []);
  });

  it("says what each parameter is for", () => {
    const silent = Object.values(document.paths)
      .flatMap((calls) => Object.values(calls))
      .flatMap(({ operationId, parameters = [] }) =>
        parameters.filter(({ description }) => !description).map(({ name }) => `${operationId} ${name}`),
      );
    assert.deepEqual(silent, []);
  });

  it("says the range of each numeric query parameter", () => {
    const ranges = new Set(
      Object.values(document.paths)
        .flatMap((calls) => Object.values(calls))
        .flatMap(({ parameters = [] }) => parameters)
        .filter(({ schema }) => schema.type === "integer")
        .map(({ name, schema: { minimum, maximum } }) => `${name} ${minimum}–${maximum}`),
    );
    assert.deepEqual([...ranges].sort(), ["limit 1–100", "wait 0–30"]);
  });

  it("has examples that work as they stand", async () => {
    const [first, ...others] = OPERATIONS;
    assert.equal(first?.operationId, "deliverArticle");
    await run(first);
    await openStore(db).tag(ARTICLE_ID, classify({ ...ARTICLE, bodyFormat: "text" }, models));
    await saveWhatExamplesName();
    for (const operation of others) await run(operation);
  });

  it("is served without a key, and answers 304 to a reader that already has it", async () => {
    const answer = await fetch(`${url}/openapi.json`);
    assert.deepEqual(await answer.json(), JSON.parse(JSON.stringify(createDocument(OPERATIONS, "0.0.0-test"))));
    const again = await fetch(`${url}/openapi.json`, {
      headers: { "if-none-match": answer.headers.get("etag") ?? "" },
    });
    assert.equal(again.status, 304);
  });

  it("is shown as a page that needs no script and fetches nothing", async () => {
    const answer = await fetch(`${url}/docs`);
    const page = await answer.text();
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const policy = answer.headers.get("content-security-policy") ?? "";
    assert.match(policy, /^default-src 'none';/);
    assert.ok(policy.includes(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`), policy);
    assert.doesNotMatch(page, /<script|<link|<img|<iframe|@import|url\(|\ssrc=| on\w+=|style="/);
    for (const { operationId } of OPERATIONS) assert.ok(page.includes(`id="${operationId}"`), operationId);
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(
      links.filter((id) => !ids.has(id)),
      [],
    );
  });

  async function run(operation: Operation): Promise<void> {
    const { operationId, method, path, access, body, example } = operation;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => example.params?.[name] ?? "");
    const address = `${url}${filled}${example.query ? `?${new URLSearchParams(example.query)}` : ""}`;
    const sent = typeof example.body === "string" ? example.body : JSON.stringify(example.body);
    assert.equal(findOperation(method, filled), operation, operationId);
    const request: RequestInit =
      access === "signed"
        ? signedBytes(sent)
        : {
            headers: {
              ...(access === "open" ? {} : { authorization: `Bearer ${API_KEY}` }),
              ...(body ? { "content-type": body.type } : {}),
              ...example.headers,
            },
            ...(body ? { body: sent } : {}),
          };
    const response = await fetch(address, { ...request, method: method.toUpperCase() });
    const text = await readAnswer(response);
    checkAnswer(method, response.url, response, text);
    assert.ok(response.ok, `${operationId} answered ${response.status}: ${text}`);
  }

  /** Saves a failed delivery, an endpoint and a key, whose ids the service would make up. */
  async function saveWhatExamplesName(): Promise<void> {
    const receivedAt = new Date();
    const event = { type: "article.published", timestamp: "2026-11-24T09:00:00Z", data: anArticle() };
    await saveFailure(
      db,
      "cms",
      { deliveryId: DELIVERY_ID, webhookId: "msg_1", receivedAt },
      { kind: "invalid", detail: "made for the test", errors: [] },
      { body: Buffer.from(JSON.stringify(event)), headers: {}, signedAt: receivedAt },
    );
    const told = { url: "https://cms.news.example/tags", events: null, source: null, description: "" };
    await saveEndpoint(db, { ...told, endpointId: ENDPOINT_ID, secret: ADAPTERS.standard.makeSecret() }, ADMIN);
    const key = { keyId: KEY_ID, keyName: "Example", hash: hashKey("an example"), prefix: "beatline_xxxx" };
    const limits = { source: null, expiresAt: null, requestsPerMinute: null };
    await saveKey(db, { ...key, ...limits, scopes: ["read"] }, ADMIN);
  }
});
