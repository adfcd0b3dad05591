import assert from "node:assert/strict";
import { pino } from "pino";
import { ClassificationError, TimeLimitError } from "../../src/domain/errors.js";
import { callAs } from "../support/admin.js";
import { openTestApi } from "../support/api.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";

const TEXT = { headline: "Port workers vote", body: "They want more pay." };

describe("a text that the classifier fails on", () => {
  const closing = closeAfterSuite();
  const lines: Record<string, unknown>[] = [];
  let error = new Error();
  let url: string;

  /** Returns what the caller and the log are told about an error. */
  const fail = async (given: Error) => {
    error = given;
    lines.length = 0;
    const { status, body } = await callAs(url)("POST", "/v1/classify", TEXT);
    return [status, body.detail, lines.map((line) => [line.msg, line.path, line.error])];
  };
  const logged = (message: string) => [["failed", "/v1/classify", message]];

  before(async () => {
    const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
    ({ url } = await openTestApi(closing, await openTestDatabase(closing), {
      classify: () => Promise.reject(error),
      log,
    }));
  });

  it("is answered with the advice to shorten it when it took too long", async () => {
    assert.deepEqual(await fail(new TimeLimitError("The classifier took longer than 30 s")), [
      422,
      "The classifier took longer than 30 s; send a shorter text",
      logged("The classifier took longer than 30 s"),
    ]);
  });

  it("is answered as a fault in Beatline when it throws, and the log has the error's name", async () => {
    assert.deepEqual(await fail(new ClassificationError("The classifier failed with TypeError")), [
      422,
      "The classifier failed with TypeError on this text. This is a fault in Beatline, and its log has the details",
      logged("The classifier failed with TypeError"),
    ]);
  });

  it("is answered 503 when the classifier could not start", async () => {
    const [status, , told] = await fail(new Error("The classifier did not start within 30 s"));
    assert.deepEqual([status, told], [503, logged("The classifier did not start within 30 s")]);
  });
});
