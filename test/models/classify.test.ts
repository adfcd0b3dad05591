import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { classify } from "../../models/classify.js";
import { loadModels, type Models } from "../../models/load.js";
import { selfTest } from "../../models/self-test.js";

const MODEL_DIR = fileURLToPath(new URL("../../models", import.meta.url));
const BODY =
  "Federal agents arrested twelve people at a meat plant on Tuesday and held them for deportation.\n\n" +
  "Their union said that most had worked there for years. A lawyer for the workers asked a judge to stop the removals. " +
  "The company, which pays the minimum wage, said that it had not known.";

describe("classify", () => {
  let models: Models;
  before(() => {
    models = loadModels(MODEL_DIR);
  });
  const read = (headline: string, body = "", language?: string) =>
    classify({ headline, body, bodyFormat: "text", ...(language ? { language } : {}) }, models);

  it("passes the self-test of its artifacts", () => selfTest((input) => classify(input, models)));

  it("fails the self-test when one of its topics is missing, and names the topic", async () => {
    const withoutLabor: typeof read = (...input) => {
      const tagging = read(...input);
      return tagging.outcome === "tagged"
        ? { ...tagging, tags: tagging.tags.filter((tag) => tag.topic !== "labor") }
        : tagging;
    };
    await assert.rejects(
      selfTest(({ headline = "", body }) => withoutLabor(headline, body)),
      /self-test: no labor/,
    );
  });

  it("gives byte-identical results for the same text", () => {
    assert.equal(JSON.stringify(read("Agents raid plant", BODY)), JSON.stringify(read("Agents raid plant", BODY)));
    read("Council opens library", "Nobody was arrested. ".repeat(50));
    assert.equal(JSON.stringify(read("Agents raid plant", BODY)), JSON.stringify(read("Agents raid plant", BODY)));
  });

  it("gives every topic a confidence, near misses their thresholds, and exactly one tag the first place", () => {
    const tagging = read("Agents raid plant", BODY);
    assert.ok(tagging.outcome === "tagged");
    assert.deepEqual(Object.keys(tagging.confidences), ["immigration", "enforcement", "labor"]);
    assert.equal(tagging.tags.filter((tag) => tag.primary).length, 1);
    for (const tag of tagging.tags) assert.ok(tag.evidence.length > 0 && tag.relevance > 0 && tag.relevance < 1);
    for (const near of tagging.nearMisses) assert.ok(near.confidence < near.threshold);
  });

  it("reads British spelling as American, and knows the words of both", () => {
    const story = (labour: string) =>
      `${labour} inspectors found that the offence was common.\n\nThe employer's ${labour} costs fell while its labourers waited for pay. `.repeat(
        12,
      );
    const british = read("Farm cheated its labourers", story("labour"));
    const american = read(
      "Farm cheated its laborers",
      story("labor").replaceAll("labourers", "laborers").replace("offence", "offense"),
    );
    assert.ok(british.outcome === "tagged" && american.outcome === "tagged");
    assert.ok(Math.abs(british.confidences.labor - american.confidences.labor) < 0.01);
    const cuts =
      "The firm told staff on Monday that 300 redundancies would follow a pay dispute. Shop stewards said that they " +
      "would ballot members on industrial action unless the job losses were voluntary.";
    const tagging = read("Steelworks to make 300 redundant", cuts);
    assert.ok(tagging.outcome === "tagged" && tagging.confidences.labor > 0.9);
  });

  it("takes a short text's topic as its main subject, and tags a brief story without the usual words", () => {
    const brief = read(
      "Police arrest man over stabbing",
      "Detectives charged a man of 34 with attempted murder on Friday.",
    );
    assert.ok(brief.outcome === "tagged");
    assert.ok((brief.tags.find(({ topic }) => topic === "enforcement")?.relevance ?? 0) > 0.5);
    const raid =
      "Masked agents blocked both exits of a hardware store's parking lot early on Tuesday and led away eleven men who wait there for a " +
      "day's work. A spokeswoman for Customs and Border Protection said that the men were in the country without permission and would be put " +
      "into removal proceedings. Two were let go after they showed green cards.\n\nThe store manager said that he had not been told. Vendors " +
      "packed up their tables and went home. By noon a priest had begun a list of names, and a lawyer from a legal aid office was calling " +
      "every detention center within two hundred miles.\n\nThe mayor asked the agency to explain why officers had worn no badges.";
    const tagging = read("Agents take eleven men from a store's parking lot", raid);
    assert.ok(tagging.outcome === "tagged");
    assert.deepEqual(tagging.tags.map(({ topic }) => topic).slice(0, 2), ["immigration", "enforcement"]);
  });

  it("reads a headline alone and a sentence alone", () => {
    for (const tagging of [
      read("Deportations rise as agents arrest more migrants"),
      read("", "Deportations rise as agents arrest more migrants."),
    ]) {
      assert.ok(tagging.outcome === "tagged");
      assert.ok(tagging.confidences.immigration > 0.5);
    }
  });

  it("finds no topic in a cheerful text about nothing", () => {
    const tagging = read("Library opens", "The library opened on Sunday. Children sang, and the mayor cut a ribbon.");
    assert.equal(tagging.outcome, "noTopic");
  });

  it("abstains from other languages, even when the CMS names none", () => {
    const spanish =
      "El presidente anunció el martes una nueva política de inmigración que permitirá a miles de trabajadores quedarse " +
      "en el país, mientras los sindicatos pidieron mejores salarios y menos detenciones en la frontera.";
    const tagging = read("El presidente anuncia una nueva política", spanish);
    assert.ok(tagging.outcome === "abstained" && tagging.reason === "unsupportedLanguage");
    assert.equal(tagging.language, "es");
    assert.equal(read("労働組合がストライキを始めた", "").outcome, "abstained");
  });

  it("abstains from another language even if English news knows its names and borrowed words", () => {
    const french =
      "Le ministre de l'Intérieur a présenté mardi un projet de loi sur l'immigration. La police pourra procéder à des " +
      "arrestations et à des expulsions. Les associations dénoncent une mesure injuste. Le président a soutenu le texte.";
    const tagging = read("Immigration: le gouvernement annonce de nouvelles mesures", french);
    assert.ok(tagging.outcome === "abstained" && tagging.reason === "unsupportedLanguage");
    assert.equal(tagging.language, "fr");
    const short = "Police: trois migrants arrêtés à Calais";
    assert.equal(read(short, "", "fr").outcome, "abstained");
    assert.equal(read("Migrants arrested in Calais, police say", "", "fr").outcome, "tagged");
  });

  it("reads a table of English words that has no function words", () => {
    const table =
      "Police arrests 412, prison inmates 93, border patrol agents 18, immigration judges 7, wages up 4%, jobs 2,100.";
    assert.equal(read("Numbers: crime, immigration, labor", table).language, "en");
  });

  it("does not mistake English headlines for another language", () => {
    for (const headline of [
      "Steelworkers strike Pittsburgh",
      "Trump vetoes bill",
      "Obama declines to alter deportation policies",
      "Sanders, Warren endorse Garcia",
    ]) {
      assert.equal(read(headline).language, "en");
    }
  });

  it("gives the CMS's language without its region when the text is too short to tell", () => {
    for (const [text, told, language] of [
      ["12345 67890", "PT-br", "pt"],
      ["Hola amigos", "zh-Hant", "zh"],
      ["Hola amigos", "EN", "en"],
    ] as const) {
      const tagging = read(text, "", told);
      assert.equal(tagging.language, language);
    }
  });

  it("reads a single sentence that would be a prompt on a page", () => {
    const tagging = read("", "See also: Union votes to strike over wages at the port");
    assert.ok(tagging.outcome === "tagged");
    assert.equal(tagging.removedChars, 0);
  });

  it("abstains from a text of one word, and from one in which it knows no word", () => {
    for (const tagging of [read("Strike"), read(""), read("qwrtp wvvk bblrg")]) {
      assert.ok(tagging.outcome === "abstained" && tagging.reason === "tooShort", JSON.stringify(tagging));
    }
  });

  it("survives lone surrogates, control characters and one endless word", () => {
    for (const body of ["\ud800\u0000\udfff".repeat(100), "a".repeat(100_000), "strike ".repeat(5_000)]) {
      assert.ok(read("Workers strike over pay", body).outcome.length > 0);
    }
  });
});
