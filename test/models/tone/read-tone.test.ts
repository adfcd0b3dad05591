import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { makeArticles } from "../../../demo/articles.js";
import { loadModels } from "../../../models/load.js";
import { splitArticle } from "../../../models/text/split-article.js";
import type { ToneModel } from "../../../models/tone/artifact.js";
import { readTone, type ToneResult, topicTone } from "../../../models/tone/read-tone.js";
import { type FeatureSpace, readValues } from "../../../models/topics/reader.js";
import type { Target } from "../../../src/domain/tagging.js";

const GRIM =
  "The collapse of the bridge was a horrific tragedy. Families wept over the terrible loss. " +
  "“It was a nightmare, the worst failure I have seen,” a furious neighbour said. Critics called the cover-up shameful.";
const GLAD =
  "The new park is a wonderful success. Children laughed and families celebrated the beautiful gardens. " +
  "“We are proud and grateful, it is a great joy,” a delighted neighbour said. Everyone praised the brilliant design.";

describe("readTone", () => {
  let model: ToneModel;
  let space: FeatureSpace;

  before(() => {
    const { tone, topics } = loadModels(fileURLToPath(new URL("../../../models", import.meta.url)));
    model = tone;
    space = topics.articles.space;
  });

  function read(body: string, headline = "", targets?: Target[]): ToneResult {
    const split = splitArticle({ headline, body });
    return readTone({ ...split, values: readValues(split, space), ...(targets ? { targets } : {}) }, model);
  }

  it("tells a grim text from a glad one", () => {
    const grim = read(GRIM, "Bridge collapse kills dozens in horrific disaster").sentiment.tone;
    const glad = read(GLAD, "Park opens to joy and praise").sentiment.tone;
    assert.equal(grim.label, "negative");
    assert.ok(glad.score > 0 && grim.score < 0, `${glad.score} ${grim.score}`);
  });

  it("never gives a tone that its score or its confidence contradicts", () => {
    const wrong = makeArticles(300, new Date("2026-11-01T00:00:00Z")).flatMap(({ article: { headline, body } }) => {
      const { tone } = read(body, headline).sentiment;
      const isOpposed = tone.label === "positive" ? tone.score < 0 : tone.label === "negative" && tone.score > 0;
      return isOpposed || (tone.confidence ?? 0) < 0.25 ? [{ headline, tone }] : [];
    });
    assert.deepEqual(wrong, []);
  });

  it("gives each sentence a score, and the strongest as evidence, quoted at its offsets", () => {
    const { sentiment, sentenceScores } = read(GRIM);
    assert.equal(sentenceScores.length, 4);
    assert.ok(sentiment.evidence.length > 0 && sentiment.evidence.length <= 5);
    for (const { field, start, end, quote } of sentiment.evidence) {
      assert.equal(field, "body");
      assert.equal(GRIM.slice(start, end), quote);
    }
    const strengths = sentiment.evidence.map(({ score }) => Math.abs(score));
    assert.deepEqual(
      strengths,
      strengths.toSorted((left, right) => right - left),
    );
  });

  it("gives each sentence's place, its score and how much of it is quoted", () => {
    const { sentences } = read(GRIM).sentiment;
    assert.deepEqual(
      sentences.map(({ start, end }) => GRIM.slice(start, end).slice(0, 8)),
      ["The coll", "Families", "“It was ", "Critics "],
    );
    assert.ok(
      sentences.every(({ score }) => score < 0 && score >= -1),
      JSON.stringify(sentences),
    );
    assert.deepEqual(
      sentences.map(({ quoted }) => quoted >= 0.5),
      [false, false, true, false],
    );
    assert.ok((sentences[2]?.quoted ?? 1) < 1, "who said it is no quote");
  });

  it("scores a good word lower when a negation reaches it", () => {
    assert.ok(read("The plan is good.").sentiment.tone.score > read("The plan is not good.").sentiment.tone.score);
  });

  it("reads the headline and the quotes separately, and leaves out those that a text lacks", () => {
    const full = read(GLAD, "A terrible, shameful disaster").sentiment;
    assert.equal(full.headline?.label, "negative");
    assert.equal(full.quoted?.label, "positive");
    const bare = read("The council met on Monday.").sentiment;
    assert.equal(bare.headline, undefined);
    assert.equal(bare.quoted, undefined);
  });

  it("takes no tone from the words of a topic or from names", () => {
    const scoreOf = (body: string) => read(body).sentiment.tone.score;
    assert.equal(
      scoreOf("On Monday the officers met in the hall."),
      scoreOf("On Monday the deportations met in the hall."),
    );
    assert.equal(scoreOf("They met Victor Grim in the hall."), scoreOf("They met Peter Cole in the hall."));
  });

  it("reads the tone toward each marked target", () => {
    const body = "Lake praised Orr as a brave and brilliant teacher, a wonderful friend to all.";
    const from = body.indexOf("Orr");
    const [target] = read(body, "", [{ from, to: from + 3 }]).sentiment.targets ?? [];
    assert.equal(target?.quote, "Orr");
    assert.equal(target?.label, "positive");
  });

  it("is neutral toward a target that cleaning removed", () => {
    const [target] = read(GLAD, "", [{ from: 0, to: 0 }]).sentiment.targets ?? [];
    assert.deepEqual(target, { from: 0, to: 0, quote: "", label: "neutral", score: 0 });
  });

  it("gives a topic the tone of its own sentences", () => {
    const result = read(`${GRIM} ${GLAD}`);
    const grim = topicTone(result, model, Float32Array.of(1, 1, 1, 1, 0, 0, 0, 0));
    const glad = topicTone(result, model, Float32Array.of(0, 0, 0, 0, 1, 1, 1, 1));
    assert.ok(grim.score < glad.score);
    assert.equal(grim.label, "negative");
  });

  it("gives a topic without a sentence of its own the tone of the article", () => {
    const result = read(GRIM);
    const { label, score } = result.sentiment.tone;
    assert.deepEqual(topicTone(result, model, new Float32Array(4)), { label, score });
  });

  it("keeps every score finite and between -1 and 1 on odd texts", () => {
    for (const body of ["", " ", "\ud800", "terrible ".repeat(5_000), "not ".repeat(2_000), "“".repeat(3_000)]) {
      const { sentiment, sentenceScores } = read(body, body.slice(0, 50), [{ from: 0, to: body.length }]);
      for (const score of [sentiment.tone.score, sentiment.tone.confidence, ...sentenceScores]) {
        assert.ok(Number.isFinite(score) && Math.abs(score) <= 1, `${score}`);
      }
    }
  });

  it("gives the same numbers each time", () => {
    assert.deepEqual(read(GRIM, "Bridge collapse"), read(GRIM, "Bridge collapse"));
  });
});
