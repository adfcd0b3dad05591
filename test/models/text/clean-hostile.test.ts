import assert from "node:assert/strict";
import fc from "fast-check";
import { type CleanInput, cleanArticle } from "../../../models/text/clean.js";
import { processorSeconds } from "../../support/processor-time.js";

const MEGABYTE = 1_000_000;
const FORMATS = ["text", "html"] as const;

function filled(piece: string, length = MEGABYTE): string {
  return piece.repeat(Math.ceil(length / piece.length));
}

const secondsToClean = (input: CleanInput) => processorSeconds(() => cleanArticle(input));

// The u flag makes this match only lone halves.
const LONE_SURROGATE = /[\ud800-\udfff]/u;

describe("cleaning hostile input", () => {
  it("makes text well-formed and removes NULs", () => {
    const body = "The gate\0 was \ud83d shut.\n\nNobody \udc00 came \u{1f6a2}.";
    const clean = cleanArticle({ headline: "Gate\0 \udfff shut", body, bodyFormat: "text" });
    assert.equal(clean.body, "The gate was \ufffd shut.\n\nNobody \ufffd came \u{1f6a2}.");
    assert.equal(clean.headline, "Gate \ufffd shut");
  });

  for (const bodyFormat of FORMATS) {
    it(`never throws, and gives the same well-formed text each time for any ${bodyFormat}`, () => {
      const piece = fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(
          "<p>",
          "</p>",
          "<html>",
          "<div class=share>",
          "\ud800",
          "\0",
          "\n\n",
          "&amp;",
          "Read more:",
          "(AP)",
        ),
      );
      fc.assert(
        fc.property(fc.string(), fc.array(piece), (headline, pieces) => {
          const input = { headline, body: pieces.join(""), bodyFormat };
          const clean = cleanArticle(input);
          assert.deepEqual(cleanArticle(input), clean);
          for (const text of [clean.headline, clean.body])
            assert.ok(!LONE_SURROGATE.test(text) && !text.includes("\0"));
        }),
        { numRuns: 300, seed: 7 },
      );
    });

    for (const piece of [
      "a",
      " ",
      "\n",
      "(",
      "&amp;",
      "\ud800",
      "sign up for ",
      "Photo: ",
      "Ann Lee/AP ",
      "share | ",
      "Ann Lee ",
      "Ann Lee MORE ",
      "More:\n",
      "x newsletter sign\n",
      "The port said it would run two boats, and no more.\n\n",
      "<",
      "<p>",
      "<b>x ",
    ]) {
      it(`takes under a second for a megabyte of ${JSON.stringify(piece)} as ${bodyFormat}`, () => {
        assert.ok(secondsToClean({ headline: "", body: filled(piece), bodyFormat }) < 1);
      });
    }
  }

  for (const [name, body] of [
    ["a fragment", filled("<div>", 500_000)],
    ["a page", `<!doctype html><html><body>${filled("<div class='share'>", 1_900_000)}`],
    ["paragraphs in spans", filled("<span>", 600_000) + filled("<p>x</p>", 8_000)],
  ] as const) {
    it(`takes under two seconds for 100,000 nested tags in ${name}, and finds the text`, () => {
      const text = "The port said it would run two boats.";
      const input: CleanInput = { headline: "", body: `${body}${text}`, bodyFormat: "html" };
      assert.ok(secondsToClean(input) < 2);
      assert.ok(cleanArticle(input).body.endsWith(text));
    });
  }

  for (const depth of [110, 130, 500]) {
    it(`takes under two seconds for a page that nests ${depth} deep`, () => {
      const nested = `${"<div>".repeat(depth)}<p>The port said, on Monday, that it would run two boats.</p>${"</div>".repeat(depth)}`;
      const body = `<!doctype html><body>${filled(nested, 20_000)}`;
      assert.ok(secondsToClean({ headline: "", body, bodyFormat: "html" }) < 2);
    });
  }

  it("takes under two seconds for a page of five megabytes", () => {
    const body = `<!doctype html><body>${filled("<div><p>The port said, on Monday, that it would run two boats.</p></div>", 5 * MEGABYTE)}`;
    assert.ok(secondsToClean({ headline: "", body, bodyFormat: "html" }) < 2);
  });

  it("leaves scripts and comments out of HTML that is nested too deeply to be parsed", () => {
    const body = `<!doctype html>${filled("<i>", 30_000)}<script>alert("x")</script><!-- ad --><p>Two boats run.</p>`;
    assert.equal(cleanArticle({ headline: "", body, bodyFormat: "html" }).body, "Two boats run.");
  });
});
