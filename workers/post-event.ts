import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { isPublicAddress, literalAddressOf } from "../src/domain/public-address.js";

/** Thrown when an address must not be called. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
}

/** The parts of an answer that are kept. */
export interface PostAnswer {
  status: number;
  /** The raw header. */
  retryAfter: string | undefined;
}

/** Most bytes read of an answer's body before the connection is cut; no sensible answer is longer. */
const MOST_READ = 16 * 1024;

/**
 * Creates a function that posts to an endpoint. It reads the answer to its end, or up to 16 kB, and keeps none of it.
 * It follows no redirect and reuses no connection.
 *
 * The check runs as the connection is made, on the very addresses that it uses. A host name that resolves to something
 * else a moment later, or on another server, gains nothing.
 *
 * @param allowPrivate permits private addresses, and plain HTTP.
 * @returns a function that throws AddressRefused, and what sockets, TLS and the signal throw.
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
      // Once the status has arrived it counts, whatever happens to the rest.
      const answer = { status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] };
      const end = () => settle(answer);
      request.off("error", reject).on("error", end);
      response.on("error", end).once("close", end);
      readAndForget(response);
    });
    // Without this listener, Node.js drops an upgraded connection silently: no answer, no error, not even the signal's.
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

/** Checks the scheme, and a literal address, which is never looked up. */
function requireCallable(target: URL): void {
  if (target.protocol !== "https:") throw new AddressRefused("https is required");
  const literal = literalAddressOf(target);
  if (literal !== undefined && !isPublicAddress(literal)) throw new AddressRefused("the address is private");
}

/**
 * Works like `dns.lookup`, for public addresses only. Concurrent lookups of a name share one answer: each takes one of
 * the process's four threads for system calls, and a name server that hangs must not take them all.
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
