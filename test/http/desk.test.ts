import assert from "node:assert/strict";
import { SETTINGS_KEY } from "../../src/domain/caller.js";
import { createDesk } from "../../src/http/desk.js";
import { closeAfterSuite } from "../support/closing.js";
import { serveRoutes } from "../support/routes.js";

describe("the address of the service itself", () => {
  const closing = closeAfterSuite();
  let url: string;
  before(async () => {
    url = await serveRoutes(closing, () => SETTINGS_KEY, createDesk("dist/desk"));
  });

  it("redirects a browser to the desk, and answers 404 to a program", async () => {
    const ask = async (accept: string) => {
      const { status, headers } = await fetch(url, { headers: { accept }, redirect: "manual" });
      return [status, headers.get("location")];
    };
    assert.deepEqual(await ask("text/html,application/xhtml+xml,*/*;q=0.8"), [302, "/desk/"]);
    assert.deepEqual(await ask("*/*"), [404, null]);
    assert.deepEqual(await ask("application/json"), [404, null]);
  });
});
