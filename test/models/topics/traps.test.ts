import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { classify } from "../../../models/classify.js";
import { loadModels, type Models } from "../../../models/load.js";

/** Written for these tests: an article of ordinary length about none of the topics. */
const FILLER =
  "The council spent most of the evening on the new library, which is to open in the spring. Several speakers praised the " +
  "design, and the architect showed a model of the reading room. A neighbor asked where visitors would park. " +
  "The mayor said that a garden would be planted behind the building, with benches and two fountains. " +
  "Members then turned to the summer festival. The orchestra will play on three nights, and the museum will stay open late. " +
  "A local poet read from her new book, and the audience applauded for a long time. " +
  "The treasurer closed with a short report on the price of the fountain and thanked the volunteers.";

describe("topics", () => {
  let models: Models;
  before(() => {
    models = loadModels(fileURLToPath(new URL("../../../models", import.meta.url)));
  });

  function topicsOf(headline: string, body = ""): string[] {
    const tagging = classify({ headline, body, bodyFormat: "text" }, models);
    assert.notEqual(tagging.outcome, "abstained");
    return tagging.outcome === "abstained" ? [] : tagging.tags.map((tag) => tag.topic);
  }

  const passing = [
    "A union of states opposes the new rule on rivers",
    "The president ordered a strike on Syria after a long debate",
    "The young company suffered labor pains in its first year",
    "Fans welcome the return of Arrested Development",
    "Leaders of the European Union met over the budget for science",
    "The president will give the State of the Union on Tuesday",
    "President delivers State of the Union",
    "Film about a labor of love opens on Friday",
    "A new book on Steve Jobs describes his taste in design",
    "Skaters wait for the ice on the lake to grow thick",
    "The senator resigned on Friday after a vote on the budget",
    "A gunman killed three people at a mall, and the town mourns them",
  ];
  for (const sentence of passing) {
    it(`does not tag an article for a passing "${sentence}"`, () => {
      assert.deepEqual(topicsOf("Council hears plans for library and festival", `${sentence}. ${FILLER}`), []);
    });
  }

  const headlines = passing.filter((sentence) => !sentence.includes("gunman"));
  for (const headline of headlines) {
    it(`does not tag the headline "${headline}"`, () => assert.deepEqual(topicsOf(headline), []));
  }

  it("tells ICE the agency from ice by its capitals", () => {
    assert.deepEqual(topicsOf("ICE agents raid factory and arrest dozens"), ["immigration", "enforcement"]);
    assert.deepEqual(topicsOf("Ice covers roads and delights skaters in the north"), []);
  });

  it("counts immigration enforcement under both topics", () => {
    const body = `Deportation officers detained dozens of undocumented immigrants in raids on Monday. The immigrants were taken to a detention center near the border, and face deportation. ${FILLER}`;
    const found = topicsOf("Agents detain immigrants in raids across the state", body);
    assert.ok(found.includes("immigration") && found.includes("enforcement"), found.join());
  });

  it("tags a strike over wages as labor alone", () => {
    assert.deepEqual(topicsOf("Steelworkers vote to strike over wages and pensions"), ["labor"]);
  });

  it("tags an arrest as enforcement alone", () => {
    assert.deepEqual(topicsOf("Police arrest man in killing of store owner, prosecutors say"), ["enforcement"]);
  });
});
