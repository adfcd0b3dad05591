import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { startChild } from "./support/child.js";
import { anArticle, fetchJson, signed, signedBytes, withKey } from "./support/deliveries.js";
import { freePort } from "./support/free-port.js";
import { type PrivateServer, startPostgres } from "./support/postgres-server.js";
import { describeWith } from "./support/programs.js";
import { until } from "./support/promises.js";
import { API_KEY, type Service, startService, WEBHOOK_SECRET } from "./support/service.js";

/** Writing to this Linux device fails as on a full disk. */
const FULL_DISK = "/dev/full";
const MARK = "zebra-crossing-7319";
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

interface Line {
  msg: string;
  level: number;
  traceId: string;
  articleId: string;
  result: string;
  status: string;
  reason: string;
  source: string;
}

describeWith(["initdb", "postgres"], "the log", () => {
  let postgres: PrivateServer;
  let service: Service;
  const post = (init: RequestInit, path = "cms") => fetchJson(`${service.url}/v1/webhooks/${path}`, init);
  const lines = (message: string) =>
    service.child
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      // Pino wrote it; the tests assert on the fields.
      .map((line) => JSON.parse(line) as Line)
      .filter(({ msg }) => msg === message);
  /** Returns the delivery lines that `act` causes. */
  const linesOf = async (act: () => Promise<unknown>, count: number) => {
    const before = lines("delivery").length;
    await act();
    await until(async () => lines("delivery").length >= before + count, "the lines are there");
    return lines("delivery").slice(before);
  };
  const marked = () =>
    anArticle({
      headline: `${MARK} headline`,
      body: `${MARK} body. ${anArticle().body}`,
      url: `https://news.example/?token=${MARK}`,
      section: MARK,
    });

  before(async () => {
    postgres = await startPostgres();
    service = await startService({ DATABASE_URL: postgres.url, LOG_LEVEL: "trace" });
  });
  after(async () => {
    await service.child.end("SIGTERM");
    await postgres.remove();
  });

  it("has one line for a delivery and one for its job, both with the sender's trace id", async () => {
    const delivery = signed(marked());
    const headers = { ...delivery.headers, traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
    const taken = await linesOf(() => post({ ...delivery, headers }), 1);
    assert.deepEqual(
      taken.map(({ traceId, result, status, source }) => [traceId, result, status, source]),
      [[TRACE, "queued", "202", "cms"]],
    );
    const jobs = () => lines("tagged").filter(({ traceId }) => traceId === TRACE);
    await until(async () => jobs().length > 0, "the job's line is there");
    assert.deepEqual(
      jobs().map(({ articleId }) => articleId),
      [taken[0]?.articleId],
    );
  });

  it("has one line for each refused delivery, with the reason", async () => {
    const article = marked();
    await linesOf(() => post(signed(article)), 1);
    const refused: [string, () => Promise<unknown>][] = [
      ["unauthorized", () => post({ ...signed(article), body: MARK })],
      ["badRequest", () => post(signedBytes(`{"${MARK}`))],
      ["unsupportedMediaType", () => post({ ...signed(article), headers: { "content-type": `text/${MARK}` } })],
      ["conflict", () => post(signed({ ...article, body: `${MARK}, but another text` }))],
      ["notFound", () => post(signed(article), `nowhere?token=${MARK}`)],
      ["tooLarge", () => post(signed({ ...article, body: MARK.repeat(400_000) }))],
      [
        "invalid",
        () =>
          post(
            signed({
              [MARK]: 1,
              id: [MARK],
              version: MARK,
              headline: { [MARK]: MARK },
              body: [MARK],
              bodyFormat: MARK,
              url: MARK,
              language: MARK,
              publishedAt: MARK,
            }),
          ),
      ],
      ["invalid", () => post(signed(article, { type: MARK, timestamp: MARK }))],
    ];
    for (const [reason, act] of refused) {
      const seen = await linesOf(act, 1);
      assert.deepEqual(
        seen.map((line) => [line.reason, line.result]),
        [[reason, "refused"]],
      );
      assert.match(seen[0]?.traceId ?? "", /^[0-9a-f]{32}$/);
    }
  });

  it("has one line for a sender that disconnects before the answer", async () => {
    const { hostname, port } = new URL(service.url);
    const seen = await linesOf(async () => {
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST /v1/webhooks/cms HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n${MARK}`,
      );
      setTimeout(() => socket.destroy(), 300);
    }, 1);
    assert.deepEqual(
      seen.map(({ result, status }) => [result, status]),
      [["unanswered", "none"]],
    );
  });

  it("has one line for a delivery, and one for a lookup, that fails because the database is down", async () => {
    await postgres.kill();
    const seen = await linesOf(() => post(signed(marked())), 1);
    assert.deepEqual(
      seen.map(({ result, status, reason, level }) => [result, status, reason, level]),
      [["refused", "503", "unavailable", 50]],
    );
    assert.equal(lines("failed").length, 0);
    await fetchJson(`${service.url}/v1/articles?section=${MARK}`);
    await until(async () => lines("failed").length === 1, "the lookup's line is there");
    await postgres.start();
    await until(async () => (await post(signed(marked()))).status === 202, "it takes articles again");
  });

  it("never contains a text, a headline, a URL's query or a secret", async () => {
    await fetchJson(`${service.url}/v1/classify`, {
      ...withKey,
      method: "POST",
      body: JSON.stringify({ headline: MARK, body: MARK }),
    });
    await fetchJson(`${service.url}/v1/articles?section=${MARK}`);
    const { headers } = signed(marked());
    await until(async () => lines("tagged").length >= 2, "jobs are done");
    const output = service.child.output();
    assert.ok(output.length > 1000);
    const signature = new Headers(headers).get("webhook-signature") ?? "";
    for (const secret of [MARK, API_KEY, WEBHOOK_SECRET, WEBHOOK_SECRET.slice(6), signature.slice(3)]) {
      assert.ok(!output.includes(secret), output);
    }
  });

  it("costs the service nothing but the log's own lines when the disk is full", async function () {
    if (!existsSync(FULL_DISK)) this.skip();
    const port = await freePort();
    const settings = { DATABASE_URL: postgres.url, API_KEY, WEBHOOK_SECRET, PORT: String(port) };
    const api = startChild("sh", ["-c", `exec "${process.execPath}" dist/src/api.js > ${FULL_DISK}`], {
      env: { PATH: process.env.PATH, ...settings },
    });
    const url = `http://127.0.0.1:${port}`;
    await until(async () => (await fetch(`${url}/livez`).catch(() => undefined))?.ok === true, "it answers");
    for (let times = 0; times < 3; times++) {
      assert.equal((await fetchJson(`${url}/v1/webhooks/cms`, signed(marked()))).status, 202);
    }
    assert.deepEqual([await api.end("SIGTERM"), api.output()], [0, ""]);
  });
});
