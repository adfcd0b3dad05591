import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Response, Router } from "express";
import { SETTINGS_KEY } from "../../src/domain/caller.js";
import { observationOf } from "../../src/http/observation.js";
import { sendPieces } from "../../src/http/pieces.js";
import { serveRoutes } from "../support/routes.js";

describe("a long answer", () => {
  let url: string;
  let pieces: () => AsyncIterable<string>;
  let last: { response: Response; sent: Promise<void> };

  before(async () => {
    const router = Router().get("/", (_request, response) => {
      last = { response, sent: sendPieces(response, pieces()) };
      return last.sent;
    });
    url = await serveRoutes(() => SETTINGS_KEY, router);
  });

  it("is no longer read for once its reader has left, which is no failure", async () => {
    let ended = false;
    pieces = async function* () {
      try {
        for (;;) yield "x".repeat(100_000);
      } finally {
        ended = true;
      }
    };
    const leaving = new AbortController();
    const response = await fetch(url, { signal: leaving.signal });
    leaving.abort();
    await last.sent;
    assert.ok(ended);
    assert.equal(observationOf(last.response).problem, undefined);
    await assert.rejects(response.text());
  });

  it("breaks off when it cannot go on, so that its reader sees it, and the failure is noted", async () => {
    pieces = async function* () {
      yield "begun";
      await sleep(20);
      throw new Error("the database is away");
    };
    const response = await fetch(url);
    await assert.rejects(response.text());
    await last.sent;
    assert.equal(observationOf(last.response).problem?.kind, "unavailable");
  });
});
