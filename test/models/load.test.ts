import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadArtifactFile, saveArtifactFile } from "../../models/artifact-file.js";
import { DECISIONS_ARTIFACT, HEADLINES_ARTIFACT, readModelCard, TONE_ARTIFACT } from "../../models/card.js";
import { loadModels } from "../../models/load.js";

const MODEL_DIR = fileURLToPath(new URL("../../models", import.meta.url));

describe("loading the models", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "beatline-models-"));
    for (const part of ["topics", "tone"]) {
      cpSync(join(MODEL_DIR, part), join(dir, part), { recursive: true, filter: (path) => !path.endsWith(".ts") });
    }
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("gives a copy of the artifacts the same version", () => {
    assert.equal(loadModels(dir).version, loadModels(MODEL_DIR).version);
    assert.equal(readModelCard(dir).version, loadModels(dir).version);
    assert.match(loadModels(dir).version, /^\d{4}-\d{2}-[0-9a-f]{8}$/);
  });

  it("refuses an artifact that was edited, and names it", () => {
    const path = join(dir, DECISIONS_ARTIFACT);
    writeFileSync(path, readFileSync(path, "utf8").replace(/"auto":0\.\d+/, '"auto":0.01'));
    assert.throws(() => loadModels(dir), /decisions\.json: damaged or edited/);
  });

  it("refuses an artifact of another format", () => {
    saveArtifactFile(join(dir, DECISIONS_ARTIFACT), { format: "beatline-topic-decisions-1", perTopic: {} });
    assert.throws(() => loadModels(dir), /decisions\.json: not an artifact that this version of Beatline can read/);
  });

  it("refuses an artifact that lacks a feature", () => {
    const path = join(dir, HEADLINES_ARTIFACT);
    const { content } = loadArtifactFile(path);
    assert.ok(typeof content === "object" && content !== null && "names" in content);
    saveArtifactFile(path, { ...content, names: String(content.names).split("\n").slice(1).join("\n") });
    assert.throws(() => loadModels(dir), /headlines\.json/);
  });

  it("refuses a tone model that counts other phrases than the topics' models", () => {
    const path = join(dir, TONE_ARTIFACT);
    const { checksum: _, ...content } = JSON.parse(readFileSync(path, "utf8"));
    saveArtifactFile(path, { ...content, phrases: { ...content.phrases, space: "another" } });
    assert.throws(() => loadModels(dir), /artifact\.json counts different phrases from topics\/articles\.json/);
  });

  it("refuses a directory that lacks an artifact", () => {
    rmSync(join(dir, HEADLINES_ARTIFACT));
    assert.throws(() => loadModels(dir), /headlines\.json/);
  });

  it("reads artifacts that are under 12 MB together", () => {
    const sizes = ["topics/articles.json", "topics/headlines.json", "topics/decisions.json", "tone/artifact.json"].map(
      (file) => readFileSync(join(MODEL_DIR, file)).length,
    );
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 12_000_000, sizes.join(" "));
  });

  it("finds the reliability curve of the decisions that were evaluated, and of no others", () => {
    const bins = readModelCard(dir).topicCard("immigration").reliability;
    assert.equal(bins?.length, 10);
    assert.equal(
      bins.reduce((sum, { count }) => sum + count, 0),
      4_794,
    );
    const path = join(dir, DECISIONS_ARTIFACT);
    const edited = readFileSync(path, "utf8").replace(/"nearMiss":0\.15/, '"nearMiss":0.14');
    const { checksum: _, ...content } = JSON.parse(edited);
    saveArtifactFile(path, content);
    assert.equal(readModelCard(dir).topicCard("immigration").reliability, null);
  });

  it("gives a topic's thresholds with the precision and recall measured at them", () => {
    const { thresholds, measured } = readModelCard(MODEL_DIR).topicCard("labor");
    assert.ok(thresholds.suggested < thresholds.auto);
    assert.ok(measured.auto.precision > measured.all.precision && measured.auto.recall < measured.all.recall);
  });
});
