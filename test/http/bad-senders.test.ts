import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { exchange, openRaw, type RawConnection } from "../support/raw-connection.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";

const HOST = "Host: beatline.test\r\n";
const JSON_TYPE = "Content-Type: application/json\r\n";
const WEBHOOK = `POST /v1/webhooks/cms HTTP/1.1\r\n${HOST}${JSON_TYPE}`;

describe("the service, faced with bad senders", () => {
  let service: Service;
  let slow: Record<"silent" | "headers" | "body", RawConnection>;
  const lives = async () => assert.equal((await fetch(`${service.url}/livez`)).status, 200);

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
    // Opened first, so that their time runs out while the other tests run.
    slow = {
      silent: openRaw(service.url),
      headers: openRaw(service.url, `${WEBHOOK}X-Slow: `),
      body: openRaw(service.url, `${WEBHOOK}Content-Length: 1000\r\n\r\n{`),
    };
    for (const { socket } of [slow.headers, slow.body]) {
      const drip = setInterval(() => socket.write("1"), 500);
      socket.once("close", () => clearInterval(drip));
    }
  });

  after(() => service?.child.end("SIGTERM"));
  afterEach(lives);

  function assertProblem(answer: string, status: number, detail: RegExp) {
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    assert.match(answer, /Content-Type: application\/problem\+json/i);
    assert.match(answer, /X-Request-Id: /i);
    const problem: { status: number; detail: string } = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));
    assert.equal(problem.status, status);
    assert.match(problem.detail, detail);
  }

  it("refuses a Content-Length over the limit before the body comes", async () => {
    const answer = await exchange(service.url, `${WEBHOOK}Content-Length: 6000000\r\n\r\n{`);
    assertProblem(answer, 413, /5242880 bytes/);
  });

  it("answers 415 to a type or an encoding that it does not take before the body comes", async () => {
    const upload = (path: string, headers: string) =>
      `POST ${path} HTTP/1.1\r\n${HOST}${headers}Content-Length: 4000000\r\n\r\n`;
    const withKey = `Authorization: Bearer ${API_KEY}\r\n`;
    const refused = [
      [upload("/v1/webhooks/cms", "Content-Type: text/xml\r\n"), /application\/json/],
      [upload("/v1/webhooks/cms", ""), /application\/json/],
      [upload("/v1/webhooks/cms", "Content-Type: application/json; charset=utf-16\r\n"), /charset .* utf-8/],
      [upload("/v1/webhooks/cms", `${JSON_TYPE}Content-Encoding: zstd\r\n`), /gzip, deflate, br/],
      [upload("/v1/articles", `${withKey}Content-Type: text/plain\r\n`), /application\/json/],
      [upload("/v1/articles/batch", `${withKey}${JSON_TYPE}`), /application\/x-ndjson/],
    ] as const;
    // At once, since each connection is heard out for two seconds.
    const answers = await Promise.all(refused.map(([request]) => exchange(service.url, request)));
    for (const [index, [, detail]] of refused.entries()) assertProblem(answers[index] ?? "", 415, detail);
  });

  it("cuts off an endless chunked body, and lets its sender see the 413", async () => {
    const { socket, answered, closed } = openRaw(service.url, `${WEBHOOK}Transfer-Encoding: chunked\r\n\r\n`);
    const megabyte = `${(1_048_576).toString(16)}\r\n${" ".repeat(1_048_576)}\r\n`;
    const send = () => {
      while (socket.writable && socket.write(megabyte));
    };
    socket.on("drain", send);
    send();
    assertProblem(await answered(/too|larger/), 413, /larger than the 5242880 bytes/);
    await closed;
  });

  it("keeps reading from a sender that asks to close, as proxies do, so that it sees the 413", async () => {
    const { answered, closed } = openRaw(
      service.url,
      `${WEBHOOK}Connection: close\r\nContent-Length: 9000000\r\n\r\n{`,
    );
    assertProblem(await answered(/larger/), 413, /5242880 bytes/);
    assert.equal(await Promise.race([closed, sleep(500, "open")]), "open");
    await closed;
  });

  it("closes the connection after its answer where the sender asks for that, however soon the answer comes", async () => {
    const asks = "Connection: close\r\n";
    const upload = `POST /v1/webhooks/cms HTTP/1.1\r\n${HOST}${asks}Content-Length: 2\r\n\r\n`;
    const late = openRaw(service.url, upload);
    setTimeout(() => late.socket.write("{}"), 200);
    const answers = [
      exchange(service.url, `GET /livez HTTP/1.1\r\n${HOST}${asks}\r\n`),
      exchange(service.url, "GET /livez HTTP/1.0\r\n\r\n"),
      exchange(service.url, `${upload}{}`),
      late.closed,
    ];
    // Long before a connection that idles is closed.
    const ended = await Promise.race([Promise.all(answers), sleep(30_000, [], { ref: false })]);
    assert.deepEqual(
      ended.map((answer) => answer.slice(9, 12)),
      ["200", "200", "415", "415"],
    );
  });

  it("cuts off an upload without a key, which it need not read", async () => {
    const upload = `POST /v1/classify HTTP/1.1\r\n${HOST}${JSON_TYPE}Content-Length: 4000000\r\n\r\n{`;
    assertProblem(await exchange(service.url, upload), 401, /Authorization/);
  });

  it("answers 431 to a header or a path that is too long, and to too many headers", async () => {
    const flood = Array.from({ length: 5_000 }, (_, index) => `X-Flood-${index}: 1\r\n`).join("");
    for (const headers of [`X-Long: ${"a".repeat(100_000)}\r\n`, flood, `Cookie: ${"a=b; ".repeat(10_000)}\r\n`]) {
      const answer = await exchange(service.url, `GET /livez HTTP/1.1\r\n${HOST}${headers}\r\n`);
      assertProblem(answer, 431, /larger than 16 kB/);
    }
    const path = `GET /v1/topics?${"a".repeat(100_000)} HTTP/1.1\r\n${HOST}\r\n`;
    assertProblem(await exchange(service.url, path), 431, /16 kB/);
  });

  for (const [what, request] of Object.entries({
    "both Content-Length and Transfer-Encoding": `${WEBHOOK}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    "two Content-Lengths": `${WEBHOOK}Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}  `,
    "a Transfer-Encoding that does not end in chunked": `${WEBHOOK}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    "a bad chunk size": `${WEBHOOK}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
    "a negative Content-Length": `${WEBHOOK}Content-Length: -1\r\n\r\n`,
    "a header with a NUL": `GET /livez HTTP/1.1\r\n${HOST}X-Nul: a\0b\r\n\r\n`,
    "a folded header": `GET /livez HTTP/1.1\r\n${HOST} folded: yes\r\n\r\n`,
    "a blank before the colon": `${WEBHOOK}Content-Length : 4\r\n\r\n{}  `,
    "no host": "GET /livez HTTP/1.1\r\n\r\n",
    "a TLS greeting": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "bytes that are no HTTP": "\0\xff\xfe nonsense\r\n\r\n",
    "an unknown method": `FETCH /livez HTTP/1.1\r\n${HOST}\r\n`,
  })) {
    it(`answers 400 to ${what}, and closes the connection`, async () => {
      assert.match(await exchange(service.url, request), /^HTTP\/1.1 400 [\s\S]*\r\n\r\n/);
    });
  }

  it("answers 400 to whatever follows a body that is longer than its Content-Length", async () => {
    const answer = await exchange(service.url, `${WEBHOOK}Content-Length: 2\r\n\r\n{} trailing garbage\r\n\r\n`);
    assertProblem(answer, 400, /cannot be read as an HTTP/);
  });

  it("answers 400 to a body that is shorter than its Content-Length", async () => {
    const { socket, closed } = openRaw(service.url, `${WEBHOOK}Content-Length: 100\r\n\r\n{}`);
    socket.end();
    assert.match(await closed, /^HTTP\/1.1 400 /);
  });

  it("survives a sender that hangs up in the middle of its body", async () => {
    const { socket } = openRaw(service.url, `${WEBHOOK}Content-Length: 100\r\n\r\n{}`);
    await sleep(100);
    socket.resetAndDestroy();
    await sleep(100);
  });

  it("answers pipelined requests in order", async () => {
    const get = (path: string, more = "") => `GET ${path} HTTP/1.1\r\n${HOST}${more}\r\n`;
    const answer = await exchange(
      service.url,
      get("/livez") + get("/v1/topics") + get("/livez", "Connection: close\r\n"),
    );
    assert.deepEqual(answer.match(/HTTP\/1.1 \d+/g), ["HTTP/1.1 200", "HTTP/1.1 401", "HTTP/1.1 200"]);
  });

  it("accepts an article right after it refused one whose body it read", async () => {
    assert.equal((await fetchJson(`${service.url}/v1/webhooks/cms`, signed({}))).status, 422);
    assert.equal((await fetchJson(`${service.url}/v1/webhooks/cms`, signed(anArticle()))).status, 202);
  });

  it("closes a silent connection, and one whose headers come too slowly, with a 408", async () => {
    assertProblem(await slow.silent.closed, 408, /in time/);
    assertProblem(await slow.headers.closed, 408, /in time/);
  });

  it("closes a connection whose body comes too slowly, with a 408", async () => {
    assertProblem(await slow.body.closed, 408, /in time/);
  });
});

describe("stopping while someone holds a request open", () => {
  let service: Service;

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "info" });
  });

  it("ends in time, with no part cut short", async () => {
    const held = openRaw(service.url, `${WEBHOOK}Content-Length: 1000\r\n\r\n{`);
    await sleep(200);
    assert.equal(await service.child.end("SIGTERM"), 0);
    assert.doesNotMatch(service.child.output(), /took too long/);
    await held.closed;
  });
});
