import { randomUUID } from "node:crypto";
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** How long a sender is heard out: if closed while still sending, it would get a reset and lose our answer. */
const HEARD_OUT_MS = 2_000;

/** Answers to the errors of Node's parser, by their codes; any other error is a 400. */
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
 * Closes connections whose senders break the rules. Those that keep sending a body after the answer are cut off; those
 * that do not send HTTP get a short problem document.
 */
export function closeBadSenders(server: Server): void {
  const open = new WeakMap<Duplex, Set<ServerResponse>>();
  // Runs before the app, which may answer at once.
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const responses = open.get(request.socket) ?? new Set();
    open.set(request.socket, responses.add(response));
    response.once("close", () => responses.delete(response));
    const asksToClose = !response.shouldKeepAlive;
    response.once("finish", () => hearOut(request, asksToClose));
    if (asksToClose && hasBody(request)) stayOpenWhileSent(request, response);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    const begun = [...(open.get(socket) ?? [])].some((response) => response.headersSent);
    // An error after the first, or in the middle of an answer, gets no answer.
    if (begun) socket.destroy();
    else if (socket.writable) refuse(socket, error.code ?? "");
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Node closes a connection right after its last answer: a client still sending would get a reset. */
function stayOpenWhileSent(request: IncomingMessage, response: ServerResponse): void {
  const writeHead: (status: number) => ServerResponse = response.writeHead.bind(response);
  // `writeHead` has many overloads; the arguments are passed on.
  response.writeHead = ((...given: [number]) => {
    response.shouldKeepAlive = !request.complete;
    return writeHead(...given);
  }) as typeof response.writeHead;
}

function hearOut(request: IncomingMessage, asksToClose: boolean): void {
  const { socket } = request;
  if (request.complete) {
    // An answer given at once was sent as if the body, which came with the headers, had still been to come.
    if (asksToClose) socket.end();
    return;
  }
  request.resume();
  const timer = setTimeout(() => socket.destroy(), HEARD_OUT_MS);
  request.once("close", () => {
    clearTimeout(timer);
    if (asksToClose) socket.end();
  });
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
