import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scoreRows } from "../../../models/learning/linear.js";
import { packRows } from "../../../models/learning/sparse.js";
import { buildFeatureSpace, vectorize } from "../../../models/topics/feature-space.js";
import { readOverrides } from "../../../models/topics/overrides.js";
import { populationWeights } from "../../../models/topics/population.js";
import { trainWithPrior } from "../../../models/topics/prior-training.js";
import { readTrainingText } from "../../../models/topics/texts.js";

const READER = { leadWords: 5, leadCount: 2, headlineCount: 3, headlineFactor: 0.5 };

describe("buildFeatureSpace", () => {
  const texts = ["The union voted to strike.", "The union leaders met ICE agents.", "The union met."].map((body) =>
    readTrainingText({ headline: "News", body }),
  );

  it("keeps features that enough texts hold, and words that it is told to keep", () => {
    const { names } = buildFeatureSpace(texts, { leastTexts: 2, idfPower: 1, reader: READER, alwaysKept: ["wage"] });
    assert.deepEqual([...names].sort(), ["met", "news", "the", "the union", "union", "wage"]);
  });

  it("leaves out features that it is told to, even if it is told to keep them", () => {
    const settings = { leastTexts: 2, idfPower: 1, reader: READER, alwaysKept: ["wage"] };
    const { names } = buildFeatureSpace(texts, { ...settings, isLeftOut: (feature) => /union|wage/.test(feature) });
    assert.deepEqual([...names].sort(), ["met", "news", "the"]);
  });

  it("makes rows whose text has length 1, and whose headline has its factor as length", () => {
    const space = buildFeatureSpace(texts, { leastTexts: 1, idfPower: 1, reader: READER });
    const { columns, values, offsets } = vectorize(texts, space);
    const squares = { text: 0, headline: 0 };
    for (let entry = 0; entry < (offsets[1] ?? 0); entry++) {
      squares[(columns[entry] ?? 0) < space.names.length ? "text" : "headline"] += (values[entry] ?? 0) ** 2;
    }
    assert.ok(Math.abs(squares.text - 1) < 1e-6 && Math.abs(squares.headline - 0.25) < 1e-6);
  });
});

describe("trainWithPrior", () => {
  // Features: 0 tells of the topic, 1 is everywhere, 2 is nowhere but is like 0.
  const rows = packRows(
    Array.from({ length: 40 }, (_, index) => ({
      columns: index % 2 === 0 ? [0, 1] : [1],
      values: index % 2 === 0 ? [1, 1] : [1],
    })),
    6,
  );
  const task = {
    rows,
    featureCount: 3,
    targets: Array.from({ length: 40 }, (_, index) => 1 - (index % 2)),
    penalty: 0.1,
  };

  it("gives weights that separate the rows as they are", () => {
    const model = trainWithPrior(task);
    const scores = scoreRows(model, rows);
    assert.ok((scores[0] ?? 0) > 1 && (scores[1] ?? 0) < -1);
  });

  it("gives little weight to a feature that says nothing by itself", () => {
    const { weights } = trainWithPrior(task);
    assert.ok(Math.abs(weights[1] ?? 0) < Math.abs(weights[0] ?? 0) / 4);
  });

  it("gives an unseen word weight from the words that it resembles", () => {
    const vectors = { numbers: Float32Array.of(1, 0, 0, 1, 1, 0), size: 2, factor: 0.5 };
    const { weights } = trainWithPrior({ ...task, vectors });
    assert.ok((weights[2] ?? 0) > 0.1);
    assert.equal(trainWithPrior(task).weights[2], 0);
  });

  it("weighs a feature known to tell of the topic more than another in the same texts", () => {
    const pairs = packRows(
      Array.from({ length: 40 }, (_, index) => ({
        columns: index % 2 === 0 ? [0, 1, 2] : [1],
        values: index % 2 === 0 ? [1, 1, 1] : [1],
      })),
      6,
    );
    const { weights } = trainWithPrior({ ...task, rows: pairs, known: [0, 0, 2] });
    assert.ok((weights[2] ?? 0) > 1.5 * (weights[0] ?? 0));
  });
});

describe("populationWeights", () => {
  it("makes graded articles that were drawn by score represent all articles", () => {
    const population = Float64Array.from({ length: 1000 }, (_, index) => index / 1000);
    const gold = Float64Array.from({ length: 200 }, (_, index) => (index < 100 ? index / 200 : 0.97 + index / 10_000));
    const weights = populationWeights(gold, population);
    const low = weights.slice(0, 100).reduce((sum, weight) => sum + weight, 0);
    assert.ok(Math.abs(low / 200 - 0.5) < 0.02, String(low));
    assert.ok((weights[0] ?? 0) > 10 * (weights[150] ?? 1));
  });
});

describe("readOverrides", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "beatline-overrides-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("reads one decision per line", () => {
    const path = join(dir, "overrides.ndjson");
    writeFileSync(path, '{"headline":"Dockers out","body":"","topic":"labor","action":"add","by":"kim"}\n\n');
    assert.deepEqual(readOverrides(path), [{ headline: "Dockers out", body: "", topic: "labor", action: "add" }]);
  });

  it("reads past a byte order mark", () => {
    const path = join(dir, "overrides.ndjson");
    writeFileSync(path, '\ufeff{"headline":"Dockers out","body":"","topic":"labor","action":"add"}\n');
    assert.equal(readOverrides(path).length, 1);
  });

  it("lets the last decision on a text and topic count, so that files of several days can be joined", () => {
    const path = join(dir, "overrides.ndjson");
    const line = (topic: string, action: string) =>
      `{"headline":"Dockers out","body":"","topic":"${topic}","action":"${action}"}\n`;
    writeFileSync(path, line("labor", "accept") + line("enforcement", "reject") + line("labor", "reject"));
    assert.deepEqual(
      readOverrides(path).map(({ topic, action }) => [topic, action]),
      [
        ["labor", "reject"],
        ["enforcement", "reject"],
      ],
    );
  });

  it("refuses a file without any decision: there is nothing to learn from it", () => {
    const path = join(dir, "overrides.ndjson");
    writeFileSync(path, "\n");
    assert.throws(() => readOverrides(path), /overrides\.ndjson: contains no decisions; GET \/v1\/overrides\.ndjson/);
  });

  it("names a path that cannot be read", () => {
    assert.throws(() => readOverrides(dir), /beatline-overrides-\S+ cannot be read: EISDIR/);
    assert.throws(() => readOverrides(join(dir, "none.ndjson")), /none\.ndjson cannot be read: ENOENT/);
  });

  for (const [line, problem] of [
    ['{"headline":"","body":"","topic":"sport","action":"add"}', "topic: .*immigration.*enforcement.*labor"],
    ['{"headline":"","topic":"labor","action":"add"}', "body: .*string"],
    ["headline;body;labor;add", "it is not JSON"],
  ] as const) {
    it(`names the line that is not a decision, and what is wrong: ${problem}`, () => {
      const path = join(dir, "overrides.ndjson");
      writeFileSync(path, `{"headline":"","body":"","topic":"labor","action":"add"}\n${line}\n`);
      assert.throws(() => readOverrides(path), new RegExp(`overrides\\.ndjson:2: not an override .*: ${problem}`));
    });
  }
});
