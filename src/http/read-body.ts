import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Refusal } from "../domain/errors.js";

const INFLATERS = new Map([
  ["gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/**
 * The bytes of a body, inflated. Express' own parser reads a body that is too large to its very end before it answers;
 * this one refuses at the first byte over the limit, both as sent and as inflated.
 *
 * @param limit bytes.
 * @throws Refusal `tooLarge`, `unsupportedMediaType` for an encoding, `badRequest` for a body that breaks off.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"]) > limit) throw tooLarge(limit);
  const encoding = (request.headers["content-encoding"] ?? "identity").toLowerCase();
  return encoding === "identity" ? collect(request, limit, CUT) : inflate(request, encoding, limit);
}

const CUT = "The body ended early: it is not as long as the request said";

async function inflate(request: IncomingMessage, encoding: string, limit: number): Promise<Buffer> {
  const create = INFLATERS.get(encoding);
  if (!create) throw new Refusal("unsupportedMediaType", "Content-Encoding must be gzip, deflate, br or absent");
  const inflater = create();
  try {
    const inflated = collect(request.pipe(inflater), limit, `The body is not ${encoding}, as Content-Encoding says`);
    // What is sent counts too: it may inflate to nothing, for ever.
    const [bytes] = await Promise.all([inflated, flow(request, limit, CUT, () => {})]);
    return bytes;
  } finally {
    request.unpipe(inflater).resume();
    inflater.destroy();
  }
}

async function collect(source: Readable, limit: number, broken: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await flow(source, limit, broken, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}

/** Once over the limit it goes on and what comes is lost, so that the sender gets to see the answer. */
function flow(source: Readable, limit: number, broken: string, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let length = 0;
    source.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) reject(tooLarge(limit));
      else take(chunk);
    });
    source.on("end", resolve);
    for (const event of ["error", "close"]) source.on(event, () => reject(new Refusal("badRequest", broken)));
  });
}

function tooLarge(limit: number): Refusal {
  return new Refusal("tooLarge", `The body is larger than the ${limit} bytes that BODY_LIMIT allows`);
}
