import assert from "node:assert/strict";
import express from "express";
import { serve } from "../../src/http/server.js";

describe("the HTTP server", () => {
  it("makes requests and responses with Express's prototypes, so that Express changes none", async () => {
    const app = express();
    app.get("/", (request, response) => {
      const made = [request, response].map(
        (message) => Object.getPrototypeOf(message) === message.constructor.prototype,
      );
      response.json({ made, params: request.query });
    });
    const server = await serve(app, "127.0.0.1", 0);
    try {
      const answer = await fetch(`${server.url}/?a=1`);
      assert.deepEqual(await answer.json(), { made: [true, true], params: { a: "1" } });
    } finally {
      await server.close();
    }
  });

  it("names the setting to change when it cannot listen on an address", async () => {
    await assert.rejects(
      serve(express(), "192.0.2.1", 0),
      /^Error: Cannot listen on HOST 192\.0\.2\.1 .*set HOST to an address of this/,
    );
  });
});
