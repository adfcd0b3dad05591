import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decodeText, toUtf8 } from "./decode-file.js";

/** Stands for standard input among files. */
export const STANDARD_INPUT = "-";

const LINE_FEED = 0x0a;
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * Returns the bytes of a file, or of standard input for `-`. Files named `.gz`, and standard input that starts like
 * gzip, are inflated. Errors come out of the stream.
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
  // The reader gets any error, so the callback that `pipeline` needs has nothing to add.
  return pipeline(bytes, createGunzip(), () => {});
}

/**
 * Reads the lines of a file that are not blank, each with its place (`FILE:NUMBER`). Byte order marks are dropped, and
 * each line is decoded on its own.
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

/** Splits at line feeds alone: in some versions of Node, `readline` also splits at U+2028, which JSON may contain. */
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
