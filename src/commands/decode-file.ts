import { TextDecoder } from "node:util";

/** Longer than the heads of pages that declare their charset behind all else. */
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

/** The text of an HTML file, by its byte order mark, else by the charset that it declares, else as a plain text is read. */
export function decodeHtml(bytes: Buffer): string {
  return decodeAs(findMarked(bytes) ?? findDeclared(bytes, DECLARED), bytes);
}

/** The text of a file that cannot declare its charset, by its byte order mark, else as UTF-8 or, if it is hardly that, Windows-1252. */
export function decodeText(bytes: Buffer): string {
  return decodeAs(findMarked(bytes), bytes);
}

/** Bytes as they come: UTF-16 with its byte order mark becomes UTF-8, all else stays. */
export async function* toUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let mark: string | undefined;
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    mark ??= findMarked(chunk) ?? "";
    if (mark.startsWith("utf-16")) decoder ??= new TextDecoder(mark);
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
  }
}

/** The text of XML as it comes, by its byte order mark, else in the encoding that it declares, else as UTF-8. */
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
  // What was found byte by byte is in no UTF-16, whatever it says.
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
  // Letters of Windows-1252 are hardly ever UTF-8 by chance; one bad byte in a page of UTF-8 spoils no other letter.
  return text.includes("\ufffd") && count(text, MISREAD) > count(text, BEYOND_ASCII)
    ? decode(new TextDecoder("windows-1252"), bytes)
    : text;
}

function count(text: string, signs: RegExp): number {
  return text.match(signs)?.length ?? 0;
}

function decode(decoder: TextDecoder, bytes: Buffer): string {
  // In one piece Node 20 takes windows-1252 for Latin-1, and its quotation marks for control characters.
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}
