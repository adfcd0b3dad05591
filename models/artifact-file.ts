import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

/** A trained model as it lies on disk: one JSON object whose last member, `checksum`, is of the rest. */
interface ArtifactFile {
  content: unknown;
  /** SHA-256 of the content, 64 hex digits. */
  checksum: string;
}

/** Reads an artifact; throws when it is missing, no JSON, or not what was written. */
export function loadArtifactFile(path: string): ArtifactFile {
  const parsed: unknown = parseJson(readFileSync(path, "utf8"), path);
  if (typeof parsed !== "object" || parsed === null || !("checksum" in parsed)) {
    throw new Error(`${path}: not a Beatline artifact (it has no checksum)`);
  }
  const { checksum, ...content } = parsed;
  const actual = checksumOf(content);
  if (checksum !== actual) throw new Error(`${path}: damaged or edited: its checksum is not that of its content`);
  return { content, checksum: actual };
}

/** Writes an artifact so that the same content gives the same bytes. Returns its checksum. */
export function saveArtifactFile(path: string, content: object): string {
  const checksum = checksumOf(content);
  writeFileSync(path, `${JSON.stringify({ ...content, checksum })}\n`);
  return checksum;
}

function checksumOf(content: object): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: not JSON`, { cause: error });
  }
}
