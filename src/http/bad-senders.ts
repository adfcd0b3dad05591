import { randomUUID } from "node:crypto";
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** Who is closed at once, still sending, gets a reset that takes our answer along: so long it is heard out. */
const HEARD_OUT_MS = 2_000;

/** What node's parser calls its errors, and how they are answered; any other is a 400. */
const ANSWERS: Readonly<Record<string, [status: number, kind: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    "headersTooLarge",
    "The headers are larger than 16 kB in total; send fewer or shorter ones",
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, "tooLarge", "The chunk extensions are larger than 16 kB; leave them out"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "tooSlow", "The request did not arrive completely in time; send it again, faster"],
};

/**
 * Closes connections whose senders do not keep to the rules: those that go on sending a body which was answered without
 * it, and, with a short problem document, those that send what is no HTTP.
 */
export function closeBadSenders(server: Server): void {
  const open = new WeakMap<Duplex, Set<ServerResponse>>();
  // Before the app, which may answer at once.
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const responses = open.get(request.socket) ?? new Set();
    open.set(request.socket, responses.add(response));
    response.once("close", () => responses.delete(response));
    response.once("finish", () => hearOut(request));
    if (!response.shouldKeepAlive) stayOpenWhileSent(request, response);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    const begun = [...(open.get(socket) ?? [])].some((response) => response.headersSent);
    // What follows the first error, or would stand in the middle of an answer, gets none.
    if (begun) socket.destroy();
    else if (socket.writable) refuse(socket, error.code ?? "");
  });
}

/** Behind the last answer on a connection node closes it at once: who still sends would get a reset, as `hearOut` says. */
function stayOpenWhileSent(request: IncomingMessage, response: ServerResponse): void {
  const writeHead: (status: number) => ServerResponse = response.writeHead.bind(response);
  // The method has many forms; what it is given is passed on.
  response.writeHead = ((...given: [number]) => {
    response.shouldKeepAlive = !request.complete;
    return writeHead(...given);
  }) as typeof response.writeHead;
}

function hearOut(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), HEARD_OUT_MS);
  request.once("close", () => clearTimeout(timer));
}

function refuse(socket: Duplex, code: string): void {
  const [status, kind, detail] = ANSWERS[code] ?? [400, "badRequest", "This cannot be read as an HTTP/1.1 request"];
  const requestId = randomUUID();
  const title = STATUS_CODES[status] ?? "";
  const instance = `urn:beatline:request:${requestId}`;
  const body = JSON.stringify({ type: `urn:beatline:problem:${kind}`, title, status, detail, instance });
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      "Connection: close",
      "Content-Type: application/problem+json",
      `Content-Length: ${body.length}`,
      `X-Request-Id: ${requestId}`,
      "",
      body,
    ].join("\r\n"),
  );
  setTimeout(() => socket.destroy(), HEARD_OUT_MS).unref();
}
