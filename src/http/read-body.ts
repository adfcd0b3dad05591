import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Refusal } from "../domain/errors.js";

const INFLATERS = new Map([
  ["gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/** The most bytes of one body, and of all bodies in memory together. */
export interface BodyLimit {
  each: number;
  together: number;
  /** Bytes in memory at this moment. */
  held: number;
}

/** The most bytes of one body, and how the refusal of a larger one describes the limit. */
interface LargestBody {
  bytes: number;
  remedy: string;
}

const LEAST_TOGETHER = 256 * 1024 * 1024;

/** @param each bytes of one body, also once inflated. */
export function createBodyLimit(each: number): BodyLimit {
  return { each, together: Math.max(LEAST_TOGETHER, 2 * each), held: 0 };
}

/**
 * Returns the bytes of a body, inflated. It refuses at the first byte over the limit, as sent or as inflated; Express's
 * own parser reads a body that is too large to its end. The bytes count as held until the request is answered.
 *
 * @throws Refusal `tooLarge`, `unavailable` when all bodies together are too large, `unsupportedMediaType` for an
 * encoding, `badRequest` for a body that breaks off.
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limit: BodyLimit,
  largest: LargestBody = { bytes: limit.each, remedy: "that BODY_LIMIT allows" },
): Promise<Buffer> {
  if (Number(request.headers["content-length"]) > largest.bytes) throw tooLarge(largest);
  const encoding = (request.headers["content-encoding"] ?? "identity").toLowerCase();
  const hold = holdUntil(response, limit);
  return encoding === "identity" ? collect(request, largest, CUT, hold) : inflate(request, encoding, largest, hold);
}

const CUT = "The body ended early: it is shorter than the request said";

type Hold = (chunk: Buffer) => void;

/** @throws Refusal `unavailable`. */
function holdUntil(response: ServerResponse, limit: BodyLimit): Hold {
  let own = 0;
  response.once("close", () => {
    limit.held -= own;
  });
  return ({ length }) => {
    own += length;
    limit.held += length;
    if (limit.held > limit.together) {
      throw new Refusal(
        "unavailable",
        "Beatline is receiving more at once than it keeps in memory: send it again later",
      );
    }
  };
}

async function inflate(request: IncomingMessage, encoding: string, limit: LargestBody, hold: Hold): Promise<Buffer> {
  const create = INFLATERS.get(encoding);
  if (!create) throw new Refusal("unsupportedMediaType", "Content-Encoding must be gzip, deflate, br or absent");
  const inflater = create();
  try {
    const inflated = collect(
      request.pipe(inflater),
      limit,
      `The body is not valid ${encoding}, although Content-Encoding says ${encoding}`,
      hold,
    );
    // The bytes as sent are limited too: they may inflate to nothing, forever.
    const [bytes] = await Promise.all([inflated, flow(request, limit, CUT, () => {})]);
    return bytes;
  } finally {
    request.unpipe(inflater).resume();
    inflater.destroy();
  }
}

async function collect(source: Readable, limit: LargestBody, broken: string, hold: Hold): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await flow(source, limit, broken, (chunk) => {
    hold(chunk);
    chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}

/** Reads to the end, even after a refusal, when it discards the chunks, so that the sender sees the answer. */
function flow(source: Readable, limit: LargestBody, broken: string, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let length = 0;
    let settled = false;
    const refuse = (create: () => unknown) => {
      // Created only when needed, since an error captures the stack and most bodies end well.
      if (!settled) reject(create());
      settled = true;
    };
    source.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (settled) return;
      if (length > limit.bytes) return refuse(() => tooLarge(limit));
      try {
        take(chunk);
      } catch (error) {
        refuse(() => error);
      }
    });
    source.on("end", () => {
      settled = true;
      resolve();
    });
    for (const event of ["error", "close"]) source.on(event, () => refuse(() => new Refusal("badRequest", broken)));
  });
}

function tooLarge({ bytes, remedy }: LargestBody): Refusal {
  return new Refusal("tooLarge", `The body is larger than the ${bytes} bytes ${remedy}`);
}
