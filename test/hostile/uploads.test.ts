import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { openRaw } from "../support/raw-connection.js";
import { type Service, startService, temporaryDirectory } from "../support/service.js";

const UPLOAD_BYTES = 4_900_000;
/** The limit on all bodies together, and as much again for the copies made while reading them. */
const MOST_MORE_MB = 600;
const HEAD = `POST /v1/webhooks/cms HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${UPLOAD_BYTES}\r\n\r\n`;

describe("many large uploads at once", () => {
  let service: Service;
  let atFirst: number;

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
    atFirst = peakMegabytes(service);
  });
  after(() => service?.child.end("SIGKILL"));

  it("are answered 401 in bounded memory when 50 of 5 MB have a wrong signature", async () => {
    const upload = { ...signed(anArticle()), body: "x".repeat(UPLOAD_BYTES) };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => fetchJson(`${service.url}/v1/webhooks/cms`, upload)),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [401]);
    assertBounded();
  });

  it("are refused with a 503 beyond a total size, which is free again once they are gone", async () => {
    const almostAll = Buffer.alloc(UPLOAD_BYTES - 1, "x");
    const uploads = Array.from({ length: 100 }, () => openRaw(service.url, HEAD));
    for (const { socket } of uploads) socket.write(almostAll);
    const refused = await Promise.any(uploads.map(({ answered }) => answered(/\r\n\r\n\{.*\}$/s)));
    assert.match(refused, /^HTTP\/1.1 503 [\s\S]*Retry-After: \d+[\s\S]*receiving more at once/);
    assertBounded();
    for (const { socket } of uploads) socket.destroy();
    await Promise.all(uploads.map(({ closed }) => closed));
    const { status } = await untilTaken();
    assert.equal(status, 202);
  });

  /** Retries, since the service learns of closed connections one after the other. */
  async function untilTaken() {
    for (;;) {
      const answer = await fetchJson(`${service.url}/v1/webhooks/cms`, signed(anArticle()));
      if (answer.status !== 503) return answer;
    }
  }

  function assertBounded(): void {
    const peak = peakMegabytes(service);
    assert.ok(peak < atFirst + MOST_MORE_MB, `${atFirst} MB before, ${peak} MB at most`);
  }
});

/** Returns the peak memory of the process in MB. */
function peakMegabytes({ child }: Service): number {
  const status = readFileSync(`/proc/${child.process.pid}/status`, "utf8");
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
