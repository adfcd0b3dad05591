import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { fetchJson, signedBytes } from "../support/deliveries.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";
import { aDelivery, mutated, SEED, wrongFields } from "./payloads.js";

describe("hostile input to the service", () => {
  let service: Service;
  const webhook = (init: RequestInit) => fetchJson(`${service.url}/v1/webhooks/cms`, init);

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });

  after(() => service.child.end("SIGTERM"));

  describe("3,000 mutated requests", () => {
    it("cause no 5xx, and leave the process alive and its memory bounded", async function () {
      this.timeout(240_000);
      const before = residentMegabytes(service);
      const bodies = fc.oneof(
        mutated(aDelivery()),
        wrongFields.map((body) => Buffer.from(JSON.stringify(body))),
      );
      const seen = new Map<number, number>();
      const note = (status: number, what: string) => {
        assert.ok(status >= 200 && status < 500, `${status} to ${what} (seed ${SEED})`);
        seen.set(status, (seen.get(status) ?? 0) + 1);
      };
      await inParallel(fc.sample(bodies, { numRuns: 2_000, seed: SEED }), async (bytes) => {
        const text = bytes.toString("utf8").toWellFormed();
        note((await webhook(signedBytes(text))).status, text.slice(0, 500));
      });
      const queries = fc.sample(
        mutated("topic=labor&limit=2&cursor=WyIyMDI2Il0&publishedAfter=2026-11-24T09:00:00Z&source=cms"),
        { numRuns: 500, seed: SEED },
      );
      await inParallel(queries, async (bytes) => {
        const query = encodeURI(bytes.toString("utf8").toWellFormed()).slice(0, 8_000);
        note((await fetchJson(`${service.url}/v1/articles?${query}`)).status, query);
      });
      const texts = fc.sample(
        mutated(
          JSON.stringify({
            headline: "x",
            body: "<p>Two boats, the union said.</p>",
            bodyFormat: "html",
            targets: [{ from: 3, to: 6 }],
          }),
        ),
        { numRuns: 500, seed: SEED },
      );
      await inParallel(texts, async (bytes) => {
        const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };
        const init = { method: "POST", headers, body: new Uint8Array(bytes) };
        note((await fetchJson(`${service.url}/v1/classify`, init)).status, bytes.toString());
      });
      assert.ok(
        (seen.get(202) ?? 0) > 10 &&
          (seen.get(409) ?? 0) > 100 &&
          (seen.get(400) ?? 0) > 500 &&
          (seen.get(422) ?? 0) > 300,
        `${[...seen]}`,
      );
      assert.equal(service.child.process.exitCode, null);
      assert.ok(residentMegabytes(service) < before + 500, `${before} MB, then ${residentMegabytes(service)} MB`);
    });
  });
});

async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await run(item);
    }),
  );
}

/** Reads the memory in use from Linux's /proc. */
function residentMegabytes({ child }: Service): number {
  const status = readFileSync(`/proc/${child.process.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
