import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Answer {
  status: number;
  type: string;
  text: string;
}

/**
 * Starts a proxy for POST requests, whose answers end with their connection, as in HTTP/1.0.
 *
 * @param pass returns the answer to a body, which may be the target's own: `ask` gets it.
 */
export async function startProxy(target: string, pass: (body: Buffer, ask: () => Promise<Answer>) => Promise<Answer>) {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { authorization = "", "content-type": contentType = "" } = request.headers;
    const headers = { authorization, "content-type": contentType };
    const { status, type, text } = await pass(body, async () => {
      const answer = await fetch(`${target}${request.url}`, { method: "POST", headers, body });
      return { status: answer.status, type: answer.headers.get("content-type") ?? "", text: await answer.text() };
    });
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    response.writeHead(status, { "content-type": type });
    response.write(text);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Starts a proxy that cuts off the first of its answers. */
export async function startCuttingProxy(target: string) {
  let isFirst = true;
  return startProxy(target, async (_body, ask) => {
    const { text, ...answer } = await ask();
    const given = isFirst ? text.slice(0, text.length - 20) : text;
    isFirst = false;
    return { ...answer, text: given };
  });
}

/** Starts a proxy that, like nginx, refuses bodies over a limit with a page of its own. */
export function startNarrowProxy(target: string, mostBytes: number) {
  const refusal = { status: 413, type: "text/html", text: "<html>Request Entity Too Large</html>" };
  return startProxy(target, async (body, ask) => (body.length > mostBytes ? refusal : ask()));
}
