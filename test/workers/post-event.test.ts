import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createPostEvent } from "../../workers/post-event.js";

const WITHIN_MS = 500;

/** @returns the paths called and how the post ended. */
async function postTo(answer: RequestListener, allowPrivate = true, origin = "http://localhost") {
  const paths: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url);
    answer(request.resume(), response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  const post = { url: `${origin}:${port}/hook`, headers: {}, body: "{}", signal: AbortSignal.timeout(WITHIN_MS) };
  const started = performance.now();
  const ended = await createPostEvent(allowPrivate)(post).then(
    ({ status }) => status,
    (error: Error) => error.name,
  );
  server.close();
  server.closeAllConnections();
  return { ended, paths, ms: performance.now() - started };
}

describe("posting to an endpoint", () => {
  it("follows no redirect", async () => {
    const { ended, paths } = await postTo((_request, response) =>
      response.writeHead(302, { location: "/other" }).end(),
    );
    assert.deepEqual([ended, paths], [302, ["/hook"]]);
  });

  it("takes the status of an answer that never ends, and cuts it off", async () => {
    const { ended, ms } = await postTo((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(Buffer.alloc(8_000)), 1);
      response.once("close", () => clearInterval(timer));
    });
    assert.equal(ended, 200);
    assert.ok(ms < WITHIN_MS, `after ${ms} ms`);
    assert.equal((await postTo((_request, response) => response.writeHead(204).flushHeaders())).ended, 204);
  });

  it("gives up on an endpoint that does not answer in time or hangs up", async () => {
    assert.equal((await postTo(() => {})).ended, "AbortError");
    assert.equal((await postTo((request) => request.socket.destroy())).ended, "Error");
  });

  it("treats an answer that switches protocols as a refusal with status 101", async () => {
    const { ended } = await postTo(({ socket }) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    });
    assert.equal(ended, 101);
  });

  it("reaches no private address, and nothing without TLS, unless that is allowed", async () => {
    const hosts = ["localhost", "127.0.0.1", "2130706433", "[::ffff:127.0.0.1]"];
    for (const origin of ["http://localhost", ...hosts.map((host) => `https://${host}`)]) {
      const { ended, paths } = await postTo((_request, response) => response.end(), false, origin);
      assert.deepEqual([ended, paths], ["AddressRefused", []]);
    }
  });
});
