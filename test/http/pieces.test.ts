import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Response, Router } from "express";
import { SETTINGS_KEY } from "../../src/domain/caller.js";
import { observationOf } from "../../src/http/observation.js";
import { sendPieces } from "../../src/http/pieces.js";
import { closeAfterSuite } from "../support/closing.js";
import { serveRoutes } from "../support/routes.js";

describe("a long answer", () => {
  const closing = closeAfterSuite();
  let url: string;
  let pieces: () => AsyncIterable<string>;
  let last: { response: Response; sent: Promise<void> };

  before(async () => {
    const router = Router().get("/", (_request, response) => {
      last = { response, sent: sendPieces(response, async () => pieces()) };
      return last.sent;
    });
    url = await serveRoutes(closing, () => SETTINGS_KEY, router);
  });

  it("stops being produced once its reader has left, which is not a failure", async () => {
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

  it("gives everything else its turn, however fast it is produced and sent", async () => {
    let [turns, ended] = [0, false];
    const takeTurns = () => {
      turns++;
      if (!ended) setImmediate(takeTurns);
    };
    pieces = async function* () {
      setImmediate(takeTurns);
      for (let sent = 0; sent < 100; sent++) yield "x";
      ended = true;
    };
    assert.equal((await (await fetch(url)).text()).length, 100);
    assert.ok(turns >= 99, `all others had ${turns} turns`);
  });

  it("is not produced for a HEAD request", async () => {
    pieces = () => assert.fail("it is read");
    const response = await fetch(url, { method: "HEAD" });
    assert.equal(response.status, 200);
    await last.sent;
    assert.equal(observationOf(last.response).problem, undefined);
  });

  it("breaks off visibly for its reader when producing it fails, and the failure is recorded", async () => {
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
