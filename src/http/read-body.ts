import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Refusal } from "../domain/errors.js";

const INFLATERS = new Map([
  ["gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/** How large a body may be, and how many bytes all bodies in memory hold together. */
export interface BodyLimit {
  each: number;
  together: number;
  /** At this moment. */
  held: number;
}

/** The most bytes of one body, and what the refusal of a larger one says of the limit. */
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
 * The bytes of a body, inflated. Express' own parser reads a body that is too large to its very end before it answers;
 * this one refuses at the first byte over the limit, both as sent and as inflated. They count as held until they are
 * answered.
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
    // What is sent counts too: it may inflate to nothing, for ever.
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

/** Once refused it goes on and what comes is lost, so that the sender gets to see the answer. */
function flow(source: Readable, limit: LargestBody, broken: string, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let length = 0;
    let settled = false;
    const refuse = (create: () => unknown) => {
      // An error costs a look at the stack; most ends are good ones.
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
