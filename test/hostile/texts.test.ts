import assert from "node:assert/strict";
import { classify } from "../../models/classify.js";
import { loadModels } from "../../models/load.js";
import { cleanArticle } from "../../models/text/clean.js";
import { readBlocks } from "../../models/text/fragment.js";
import { moveTargets } from "../../models/text/moved-targets.js";
import { findQuotes } from "../../models/text/quotes.js";
import { splitSentences } from "../../models/text/sentences.js";
import { tokenize } from "../../models/text/tokens.js";
import { aDelivery, holds, mutated } from "./payloads.js";

const HTML =
  "<!doctype html><html><head><title>Two boats</title></head><body><nav>Home</nav><h1>Two boats</h1><p class='a'>The port said &amp; it would run <b>two boats</b>.</p><iframe></iframe><!-- x --></body></html>";
const TEXT =
  "Officers arrested 19 workers, the union's leader said. \u201cWe strike,\u201d Dr. Lee of the U.S. said.\n\n'No,' he added \u2014 1,000 times.";
const PIECES = [
  "<",
  "</p",
  "<p a=",
  "<!--",
  "]]>",
  "&#x0;",
  "&#1114112;",
  "<iframe><p>",
  "\ud83d",
  "\0",
  "\u0301",
  "\u202e",
  "\n\n",
  "\u201c",
  "''",
  "A.B.",
  "(AP)",
  "Read more:",
  "\u00a0",
];

describe("30,000 mutated texts", function () {
  this.timeout(180_000);
  const models = loadModels("models");

  it("are split into words, sentences and quotes within the text, in order: 15,000 texts", () => {
    holds(15_000, mutated(TEXT, PIECES), (bytes) => {
      const text = bytes.toString("utf8");
      for (const ranges of [tokenize(text), splitSentences(text), findQuotes(text)]) {
        let last = 0;
        for (let at = 0; at < ranges.count; at++) {
          const [start = -1, end = -1] = [ranges.start[at], ranges.end[at]];
          assert.ok(start >= last && end > start && end <= text.length);
          last = end;
        }
      }
      for (const { from, to } of moveTargets([{ from: 3, to: 9 }], TEXT, text))
        assert.ok(from <= to && to <= text.length);
    });
  });

  it("become trimmed blocks of text: 8,000 pieces of HTML", () => {
    holds(8_000, mutated(HTML, PIECES), (bytes) => {
      for (const { text } of readBlocks(bytes.toString("utf8")).blocks) assert.equal(text, text.trim());
    });
  });

  it("become well-formed text without NULs: 3,000 texts and 1,500 pages", () => {
    for (const [count, source, bodyFormat] of [
      [3_000, TEXT, "text"],
      [1_500, HTML, "html"],
    ] as const) {
      holds(count, mutated(source, PIECES), (bytes) => {
        const input = { headline: bytes.toString("latin1").slice(0, 80), body: bytes.toString("utf8"), bodyFormat };
        const { headline, body } = cleanArticle(input);
        assert.ok(headline.isWellFormed() && body.isWellFormed() && !body.includes("\0"));
      });
    }
  });

  it("are classified with evidence that quotes the text: 2,500 articles", () => {
    const delivered: { data: { headline: string; body: string } } = JSON.parse(aDelivery());
    const { headline, body } = delivered.data;
    for (const bodyFormat of ["text", "html"] as const) {
      holds(1_250, mutated(body, PIECES), (bytes) => {
        const tagging = classify({ headline, body: bytes.toString("utf8"), bodyFormat }, models);
        if (tagging.outcome === "abstained") return;
        const spans = [...tagging.tags.flatMap((tag) => tag.evidence), ...tagging.sentiment.evidence];
        for (const { field, start, end, quote } of spans) assert.equal(tagging.text[field].slice(start, end), quote);
        for (const confidence of Object.values(tagging.confidences)) assert.ok(confidence >= 0 && confidence <= 1);
        assert.ok(Number.isFinite(tagging.sentiment.tone.score));
      });
    }
  });
});
