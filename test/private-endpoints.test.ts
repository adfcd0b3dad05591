import assert from "node:assert/strict";
import { callAs } from "./support/admin.js";
import { until } from "./support/promises.js";
import { startReceiver } from "./support/receiver.js";
import { type Service, startService, temporaryDirectory } from "./support/service.js";

describe("endpoints at private addresses", () => {
  let service: Service;

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory() });
  });
  after(() => service?.child.end("SIGKILL"));

  it("are refused at creation however they are written, as are URLs with a login or without https", async () => {
    const urls = [
      "https://127.0.0.1/",
      "https://2130706433/",
      "https://0x7f.1/",
      "https://[::1]/",
      "https://[::ffff:10.0.0.1]/",
      "https://169.254.169.254/latest/meta-data",
      "http://news.example/",
      "https://user:secret@news.example/",
      "ftp://news.example/",
      "news.example",
    ];
    for (const url of urls) {
      const { status, body, text } = await callAs(service.url)("POST", "/v1/endpoints", { url });
      assert.equal(status, 422, `${url}: ${text}`);
      assert.equal(body.errors[0]?.pointer, "/url");
    }
  });

  it("are never connected to when a host name resolves to one", async () => {
    const receiver = await startReceiver();
    const call = callAs(service.url);
    const made = await call("POST", "/v1/endpoints", { url: `https://localhost:${receiver.port}/` });
    assert.equal(made.status, 201);
    await call("POST", `/v1/endpoints/${made.body.id}/test`);
    let text = "";
    await until(async () => {
      ({ text } = await call("GET", `/v1/endpoints/${made.body.id}/deliveries`));
      return text.includes('"error"');
    }, "the attempt is in the log");
    assert.match(text, /"statusCode":null.*"error":"the host name resolves to a private address"/);
    assert.equal(receiver.connections(), 0);
  });
});
