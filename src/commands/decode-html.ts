/** Longer than the heads of pages that declare their charset behind all else. */
const DECLARED_WITHIN_BYTES = 16_384;
const DECLARED = /<meta\s[^<>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i;
const BYTE_ORDER_MARKS: readonly (readonly [string, Buffer])[] = [
  ["utf-8", Buffer.from([0xef, 0xbb, 0xbf])],
  ["utf-16le", Buffer.from([0xff, 0xfe])],
  ["utf-16be", Buffer.from([0xfe, 0xff])],
];

/** The text of an HTML file, by its byte order mark, else by the charset that it declares, else as UTF-8. */
export function decodeHtml(bytes: Buffer): string {
  const decoder = createDecoder(findMarked(bytes) ?? findDeclared(bytes) ?? "utf-8");
  // In one piece Node 20 takes windows-1252 for Latin-1, and its quotation marks for control characters.
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

function findMarked(bytes: Buffer): string | undefined {
  return BYTE_ORDER_MARKS.find(([, mark]) => bytes.subarray(0, mark.length).equals(mark))?.[0];
}

function findDeclared(bytes: Buffer): string | undefined {
  const head = bytes.toString("latin1", 0, DECLARED_WITHIN_BYTES).replaceAll(/<!--.*?-->/gs, "");
  const label = DECLARED.exec(head)?.[1];
  // What was found byte by byte is in no UTF-16, whatever it says.
  return label?.toLowerCase().startsWith("utf-16") ? undefined : label;
}

function createDecoder(label: string) {
  try {
    return new TextDecoder(label);
  } catch {
    // A charset that nobody knows.
    return new TextDecoder();
  }
}
