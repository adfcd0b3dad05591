import { cpSync } from "node:fs";
import { join } from "node:path";
import { loadArtifactFile, saveArtifactFile } from "../../models/artifact-file.js";
import { DECISIONS_ARTIFACT } from "../../models/card.js";

/** Copies the models with a difference that no tag shows, so that the copy has a version of its own. */
export function copyModels(dir: string): string {
  for (const part of ["topics", "tone"]) {
    cpSync(join("models", part), join(dir, part), { recursive: true, filter: (path) => !path.endsWith(".ts") });
  }
  const path = join(dir, DECISIONS_ARTIFACT);
  const content = JSON.stringify(loadArtifactFile(path).content).replaceAll('"nearMiss":0.15', '"nearMiss":0.14');
  saveArtifactFile(path, JSON.parse(content));
  return dir;
}
