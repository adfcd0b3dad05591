import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** The bytes of a file, or of standard input for `-`; what ends in `.gz` is inflated. Errors come out of the stream. */
export function openBytes(file: string): Readable {
  const bytes = file === "-" ? process.stdin : createReadStream(file);
  if (!/\.gz$/i.test(file)) return bytes;
  const inflated = createGunzip();
  bytes.on("error", (error: Error) => inflated.destroy(error));
  return bytes.pipe(inflated);
}

/**
 * The lines of a file that hold anything, one at a time, each with its place (`FILE:NUMBER`); without a byte order mark.
 *
 * @throws Error when the file cannot be read.
 */
export async function* readLines(file: string): AsyncGenerator<{ place: string; value: string }> {
  let number = 0;
  for await (const line of createInterface({ input: openBytes(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const value = number++ === 0 ? line.replace(/^\ufeff/, "") : line;
    if (value.trim() !== "") yield { place: `${file}:${number}`, value };
  }
}
