import { createHash } from "node:crypto";
import { accessSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** A trained model as stored on disk: one JSON object whose last member, `checksum`, covers the rest. */
interface ArtifactFile {
  content: unknown;
  /** SHA-256 of the content, 64 hex digits. */
  checksum: string;
}

/** Reads an artifact. @throws Error when it is missing, is not JSON, or does not match its checksum. */
export function loadArtifactFile(path: string): ArtifactFile {
  const parsed: unknown = parseJson(readFileSync(path, "utf8"), path);
  if (typeof parsed !== "object" || parsed === null || !("checksum" in parsed)) {
    throw new Error(`${path}: not a Beatline artifact (it has no checksum)`);
  }
  const { checksum, ...content } = parsed;
  const actual = checksumOf(content);
  if (checksum !== actual) throw new Error(`${path}: damaged or edited: its checksum does not match its content`);
  return { content, checksum: actual };
}

/** Writes an artifact so that the same content gives the same bytes. Returns its checksum. */
export function saveArtifactFile(path: string, content: object): string {
  const checksum = checksumOf(content);
  writeFileSync(path, `${JSON.stringify({ ...content, checksum })}\n`);
  return checksum;
}

/** Writes an artifact beside the one it will replace. */
export function saveDraft(path: string, content: object): void {
  saveArtifactFile(draftOf(path), content);
}

/** Replaces artifacts by their drafts. Throws before replacing any if one is missing: drafts fit only one another. */
export function replaceByDrafts(paths: readonly string[]): void {
  for (const path of paths) accessSync(draftOf(path));
  for (const path of paths) renameSync(draftOf(path), path);
}

export function dropDrafts(paths: readonly string[]): void {
  for (const path of paths) rmSync(draftOf(path), { force: true });
}

function draftOf(path: string): string {
  return `${path}.new`;
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
