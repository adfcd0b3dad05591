import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseToneArtifact } from "../../../models/tone/artifact.js";

describe("parseToneArtifact", () => {
  const text = readFileSync(new URL("../../../models/tone/artifact.json", import.meta.url), "utf8");

  it("accepts the artifact of the project", () => {
    assert.ok(parseToneArtifact(JSON.parse(text)));
  });

  it("refuses another format, and says which", () => {
    assert.throws(() => parseToneArtifact({ ...JSON.parse(text), format: 0 }), /format 0/);
  });

  it("refuses a part that is missing, cut short or of another size", () => {
    const artifact = JSON.parse(text);
    assert.throws(() => parseToneArtifact(null), /no object/);
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
