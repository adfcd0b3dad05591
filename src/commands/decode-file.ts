import { TextDecoder } from "node:util";

/** Longer than the heads of pages that declare their charset last of all. */
const DECLARED_WITHIN_BYTES = 16_384;
const DECLARED = /<meta\s[^<>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i;
const XML_DECLARED = /^\s*<\?xml\s[^<>]*?encoding\s*=\s*["']([\w:.-]+)/;
const MISREAD = /\ufffd/g;
const BEYOND_ASCII = /[^\0-\x7f\ufffd]/g;
const BYTE_ORDER_MARKS: readonly (readonly [string, Buffer])[] = [
  ["utf-8", Buffer.from([0xef, 0xbb, 0xbf])],
  ["utf-16le", Buffer.from([0xff, 0xfe])],
  ["utf-16be", Buffer.from([0xfe, 0xff])],
];

/** Decodes an HTML file by its byte order mark, else by the charset that it declares, else as `decodeText` does. */
export function decodeHtml(bytes: Buffer): string {
  return decodeAs(findMarked(bytes) ?? findDeclared(bytes, DECLARED), bytes);
}

/** Decodes text with no declared charset by its byte order mark, else as UTF-8 or, if mostly invalid, Windows-1252. */
export function decodeText(bytes: Buffer): string {
  return decodeAs(findMarked(bytes), bytes);
}

/** Turns UTF-16 with a byte order mark into UTF-8, chunk by chunk; all other bytes stay. */
export async function* toUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let mark: string | undefined;
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    mark ??= findMarked(chunk) ?? "";
    if (mark.startsWith("utf-16")) decoder ??= new TextDecoder(mark);
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
  }
}

/** Decodes XML chunk by chunk, by its byte order mark, else in the encoding that it declares, else as UTF-8. */
export async function* decodeXml(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(findMarked(chunk) ?? findDeclared(chunk, XML_DECLARED) ?? "utf-8");
    yield decoder.decode(chunk, { stream: true });
  }
}

function findMarked(bytes: Buffer): string | undefined {
  return BYTE_ORDER_MARKS.find(([, mark]) => bytes.subarray(0, mark.length).equals(mark))?.[0];
}

function findDeclared(bytes: Buffer, declaration: RegExp): string | undefined {
  const head = bytes.toString("latin1", 0, DECLARED_WITHIN_BYTES).replaceAll(/<!--.*?-->/gs, "");
  const label = declaration.exec(head)?.[1];
  // A declaration found in single bytes is not in UTF-16, whatever it says.
  return label === undefined || label.toLowerCase().startsWith("utf-16") || !isKnown(label) ? undefined : label;
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
}

function decodeAs(label: string | undefined, bytes: Buffer): string {
  if (label !== undefined) return decode(new TextDecoder(label), bytes);
  const text = decode(new TextDecoder("utf-8"), bytes);
  // Windows-1252 letters are hardly ever UTF-8 by chance, and one bad byte in a page of UTF-8 spoils no other letter.
  return text.includes("\ufffd") && count(text, MISREAD) > count(text, BEYOND_ASCII)
    ? decode(new TextDecoder("windows-1252"), bytes)
    : text;
}

function count(text: string, signs: RegExp): number {
  return text.match(signs)?.length ?? 0;
}

function decode(decoder: TextDecoder, bytes: Buffer): string {
  // In a single call, Node 20 reads windows-1252 as Latin-1, and its quotation marks as control characters.
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}
