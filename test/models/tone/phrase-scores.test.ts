import assert from "node:assert/strict";
import { tokenize } from "../../../models/text/tokens.js";
import { scorePhrases } from "../../../models/tone/phrase-scores.js";
import { createPhraseLesson, trainPhrases } from "../../../models/tone/phrase-training.js";
import { buildFeatureSpace } from "../../../models/topics/feature-space.js";
import { readValues } from "../../../models/topics/reader.js";
import { readTrainingText } from "../../../models/topics/texts.js";

const GRIM = [
  "The talks with Brandt broke down in anger.",
  "Anger grew as the talks about the strike broke down.",
  "The dam near Brandt broke down; anger followed, and a strike.",
];
const GLAD = ["The talks ended in relief.", "Relief spread as the talks ended well.", "The dam held, to great relief."];
const SETTINGS = {
  leastTexts: 2,
  idfPower: 1,
  reader: { leadWords: 20, leadCount: 2, headlineCount: 3, headlineFactor: 0.3 },
};

describe("phrases", () => {
  const texts = [...GRIM, ...GLAD].map((body) => readTrainingText({ headline: "News", body }));
  const space = buildFeatureSpace(texts, SETTINGS);
  const lesson = createPhraseLesson(space, texts, {
    size: 1,
    rows: new Map(),
    words: [],
    numbers: new Float32Array(0),
  });
  const targets = texts.map((_, index) => (index < GRIM.length ? [0.9, 0.03, 0.03, 0.04] : [0.04, 0.03, 0.03, 0.9]));
  const model = trainPhrases(
    texts.map((text) => readValues(text, space)),
    targets,
    lesson,
  );

  function score(headline: string, body: string): Float64Array {
    const document = { headlineTokens: tokenize(headline), bodyTokens: tokenize(body) };
    return scorePhrases(readValues(document, space), model);
  }

  it("give the logarithm of each tone's chance", () => {
    const scores = score("News", "Anger: the talks broke down.");
    assert.ok(scores.every((logarithm) => logarithm < 0));
    assert.ok((scores[0] ?? 0) > (scores[3] ?? 0));
    const [negative = 0, , , positive = 0] = score("Relief", "The talks ended.");
    assert.ok(positive > negative);
  });

  it("say the same of a text without any known word as of an empty one", () => {
    assert.deepEqual(score("", ""), score("", "Unheard."));
  });

  it("learn nothing from names or from the topics' own words", () => {
    for (const word of ["brandt", "strike"]) {
      assert.ok(space.names.includes(word));
      assert.deepEqual(score("", `Unheard ${word}.`), score("", "Unheard."));
    }
  });

  it("are identified by a checksum of the features that they count", () => {
    assert.equal(model.space, space.checksum);
    assert.notEqual(model.space, buildFeatureSpace(texts, { ...SETTINGS, leastTexts: 3 }).checksum);
  });
});
