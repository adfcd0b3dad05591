import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { isPublicAddress, literalAddressOf } from "../src/domain/public-address.js";

/** An attempt must not be made: the address is none that may be called. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
}

/** What is kept of an answer. */
export interface PostAnswer {
  status: number;
  /** The header, as it came. */
  retryAfter: string | undefined;
}

/** What is read of an answer's body before the connection is cut: enough for it to be sent, for any sensible one. */
const MOST_READ = 16 * 1024;

/**
 * Makes what posts to an endpoint and reads the answer to its end, or up to 16 kB, without keeping any of it. No redirect
 * is followed, and no connection is used again.
 *
 * The address is checked as the connection is made, on what the host name resolves to then and is connected to: a name
 * that resolves to something else a moment later, or at another server, gains nothing by it.
 *
 * @param allowPrivate lets it reach private addresses, and speak without TLS.
 * @returns what gives the answer. It throws AddressRefused, and what sockets, TLS and the signal throw.
 */
export function createPostEvent(allowPrivate: boolean): (post: Post) => Promise<PostAnswer> {
  const lookup = createLookup(allowPrivate);
  return async ({ url, headers, body, signal }) => {
    const target = new URL(url);
    if (!allowPrivate) requireCallable(target);
    return post(target, { method: "POST", headers, signal, agent: false, lookup }, body);
  };
}

function post(target: URL, options: RequestOptions, body: string): Promise<PostAnswer> {
  return new Promise((settle, reject) => {
    const request = startRequest(target, options, (response) => {
      // Once the status is there it counts, whatever becomes of the rest.
      const answer = { status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] };
      const end = () => settle(answer);
      request.off("error", reject).on("error", end);
      response.on("error", end).once("close", end);
      readAndForget(response);
    });
    // Without this node would drop the connection and say nothing: neither an answer nor an error, not even of the signal.
    request.on("upgrade", ({ statusCode = 0 }, socket) => {
      socket.destroy();
      settle({ status: statusCode, retryAfter: undefined });
    });
    request.on("error", reject);
    request.end(body);
  });
}

function startRequest(
  target: URL,
  options: RequestOptions,
  onResponse: (response: IncomingMessage) => void,
): ClientRequest {
  return target.protocol === "https:"
    ? requestSecure(target, options, onResponse)
    : requestPlain(target, options, onResponse);
}

/** A URL that names an address instead of a host is never looked up. */
function requireCallable(target: URL): void {
  if (target.protocol !== "https:") throw new AddressRefused("https is required");
  const literal = literalAddressOf(target);
  if (literal !== undefined && !isPublicAddress(literal)) throw new AddressRefused("the address is private");
}

/**
 * As `dns.lookup`, for addresses of the public internet only. Who asks for the same name at once shares the answer: a
 * question takes one of the process' four threads for system calls, and a name server that hangs must not take them all.
 */
function createLookup(allowPrivate: boolean): LookupFunction {
  const underWay = new Map<string, Promise<LookupAddress[]>>();
  const find = (hostname: string) => {
    const asked = underWay.get(hostname) ?? lookup(hostname, { all: true }).finally(() => underWay.delete(hostname));
    underWay.set(hostname, asked);
    return asked;
  };
  const findAllowed = async (hostname: string) => {
    const found = await find(hostname);
    if (allowPrivate || found.every(({ address }) => isPublicAddress(address))) return found;
    throw new AddressRefused("the host name resolves to a private address");
  };
  return (hostname, { all }, callback) => {
    findAllowed(hostname).then(
      (found) => {
        const [first] = found;
        if (all) callback(null, found);
        else callback(null, first?.address ?? "", first?.family ?? 0);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

function readAndForget(response: IncomingMessage): void {
  let read = 0;
  response.on("data", (chunk: Buffer) => {
    read += chunk.length;
    if (read > MOST_READ) response.destroy();
  });
}
