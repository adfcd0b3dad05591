import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { type Answer, anArticle, fetchJson, signed, signedBytes } from "../support/deliveries.js";
import { openRaw } from "../support/raw-connection.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";
import { aDelivery, mutated, SEED, wrongFields } from "./payloads.js";

const MEGABYTE = 1_048_576;

describe("hostile input to the service", () => {
  let service: Service;
  const webhook = (init: RequestInit) => fetchJson(`${service.url}/v1/webhooks/cms`, init);

  before(async function () {
    this.timeout(90_000);
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });

  after(() => service.child.end("SIGTERM"));

  describe("3,000 mutated requests", () => {
    it("get no 5xx, and leave the process alive and of bounded size", async function () {
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
      assert.ok((seen.get(202) ?? 0) > 50 && (seen.get(400) ?? 0) > 500 && (seen.get(422) ?? 0) > 300, `${[...seen]}`);
      assert.equal(service.child.process.exitCode, null);
      assert.ok(residentMegabytes(service) < before + 500, `${before} MB, then ${residentMegabytes(service)} MB`);
    });
  });

  describe("memory", () => {
    it("stays bounded while 50 bodies of 5 MB come at once, and each gets an answer", async function () {
      this.timeout(240_000);
      const body = "The port said it would run two boats. ".repeat(130_000).slice(0, 4.9 * MEGABYTE);
      const peak = watchPeak(service);
      const answers = await Promise.all(Array.from({ length: 50 }, () => webhook(signed(anArticle({ body })))));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]));
      const most = peak();
      assert.ok(most < 2_500, `${most} MB`);
      const tagged = await untilTagged(answers.map((answer) => answer.body));
      assert.deepEqual(
        [...new Set(tagged)].filter((outcome) => outcome === undefined),
        [],
      );
    });

    it("stays bounded under 1,000 idle connections and a reader that reads none of its answers", async function () {
      this.timeout(60_000);
      const before = residentMegabytes(service);
      const idle = Array.from({ length: 1_000 }, () => openRaw(service.url, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"));
      const deaf = openRaw(service.url);
      deaf.socket.pause();
      const get = `GET /v1/topics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${API_KEY}\r\n\r\n`;
      for (let times = 0; times < 200 && deaf.socket.write(get.repeat(100)); times++) await sleep(1);
      await Promise.all(idle.map((connection) => connection.answered(/"ok"/)));
      assert.ok(residentMegabytes(service) < before + 500, `${before} MB, then ${residentMegabytes(service)} MB`);
      assert.equal((await fetch(`${service.url}/livez`)).status, 200);
      for (const { socket } of [deaf, ...idle]) socket.destroy();
    });
  });

  async function untilTagged(taken: Answer[]) {
    return Promise.all(
      taken.map(async ({ articleId }) => {
        for (let tries = 0; tries < 6; tries++) {
          const { status, body } = await fetchJson(`${service.url}/v1/articles/${articleId}/tags?wait=25`);
          if (status === 200) return body.outcome;
        }
        return undefined;
      }),
    );
  }
});

async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await run(item);
    }),
  );
}

/** Linux tells it of any process. */
function residentMegabytes({ child }: Service): number {
  const status = readFileSync(`/proc/${child.process.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

/** @returns what ends the watch and tells the most megabytes that were seen. */
function watchPeak(service: Service): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, residentMegabytes(service));
  }, 50);
  return () => {
    clearInterval(timer);
    return most;
  };
}
