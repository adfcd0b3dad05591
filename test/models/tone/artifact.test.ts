import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { loadArtifactFile } from "../../../models/artifact-file.js";
import { parseToneArtifact } from "../../../models/tone/artifact.js";

describe("parseToneArtifact", () => {
  const path = fileURLToPath(new URL("../../../models/tone/artifact.json", import.meta.url));
  const artifact = Object(loadArtifactFile(path).content);

  it("accepts the artifact of the project", () => {
    assert.ok(parseToneArtifact(artifact));
  });

  it("refuses another format, and says which one it expects", () => {
    assert.throws(() => parseToneArtifact({ ...artifact, format: 0 }), /"format"[\s\S]*expected 7/);
  });

  it("refuses a part that is missing, cut short or of another size", () => {
    assert.throws(() => parseToneArtifact(null), /expected object/);
    assert.throws(() => parseToneArtifact({ ...artifact, sentence: undefined }), /sentence/);
    assert.throws(
      () => parseToneArtifact({ ...artifact, table: { ...artifact.table, values: "AAAA" } }),
      /does not fit/,
    );
    const cut = { ...artifact.article, bias: artifact.article.bias.slice(1) };
    assert.throws(() => parseToneArtifact({ ...artifact, article: cut }), /bias has 3 numbers instead of 4/);
    assert.throws(() => parseToneArtifact({ ...artifact, article: artifact.target }), /article: /);
  });
});
