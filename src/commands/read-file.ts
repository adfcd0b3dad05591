import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decodeText, toUtf8 } from "./decode-file.js";

/** What stands for it among files. */
export const STANDARD_INPUT = "-";

const LINE_FEED = 0x0a;
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * The bytes of a file, or of standard input for `-`; what ends in `.gz`, and standard input that begins as gzip does, is
 * inflated. Errors come out of the stream.
 */
export function openBytes(file: string): Readable {
  if (file === STANDARD_INPUT) return Readable.from(inflateGzip(process.stdin), { objectMode: false });
  const bytes = createReadStream(file);
  return /\.gz$/i.test(file) ? inflate(bytes) : bytes;
}

async function* inflateGzip(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = bytes[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < GZIP.length) {
    const { done, value } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  async function* whole() {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  yield* head.subarray(0, GZIP.length).equals(GZIP) ? inflate(Readable.from(whole())) : whole();
}

function inflate(bytes: Readable): Readable {
  // Who reads hears of an error; the callback that is wanted has nothing to add.
  return pipeline(bytes, createGunzip(), () => {});
}

/**
 * The lines of a file that hold anything, one at a time, each with its place (`FILE:NUMBER`); without a byte order mark, and
 * each in the encoding that it is in.
 *
 * @throws Error when the file cannot be read.
 */
export async function* readLines(file: string): AsyncGenerator<{ place: string; value: string }> {
  let number = 0;
  for await (const line of splitLines(toUtf8(openBytes(file)))) {
    number++;
    const value = decodeText(line);
    if (value.trim() !== "") yield { place: `${file}:${number}`, value };
  }
}

/** By line feeds alone: `readline` also ends a line at U+2028 in some versions of Node, and JSON may hold that. */
async function* splitLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end)]);
      begun = [];
      start = end + 1;
    }
    begun.push(chunk.subarray(start));
  }
  yield Buffer.concat(begun);
}
