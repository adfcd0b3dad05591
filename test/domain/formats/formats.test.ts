import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { toAns } from "../../../src/domain/formats/ans.js";
import type { Format, FormattedArticle } from "../../../src/domain/formats/formatted-article.js";
import { toNinjs1 } from "../../../src/domain/formats/ninjs-1.js";
import { toNinjs3 } from "../../../src/domain/formats/ninjs-3.js";
import { toSchemaOrg } from "../../../src/domain/formats/schema-org.js";
import type { BareTagging } from "../../../src/domain/tagging.js";
import { INCLUDES, type Include } from "../../../src/domain/tags-document.js";
import { TAXONOMY_VERSION } from "../../../src/domain/topic.js";
import { describeWithData } from "../../support/shared-data.js";
import { aFailure, aReading } from "../../support/taggings.js";

const EVERYTHING: ReadonlySet<Include> = new Set(INCLUDES);

function anArticle(changes: Partial<FormattedArticle> = {}): FormattedArticle {
  return {
    articleId: "art_aaaaaaaaaaaaaaaaaaaaaaaaaa",
    source: "cms",
    externalId: "wp-1",
    version: 3,
    headline: "Port workers vote",
    url: "https://news.example/port",
    section: "national",
    publishedAt: new Date("2026-11-24T08:55:00Z"),
    updatedAt: new Date("2026-11-24T09:05:00Z"),
    standing: {},
    tagging: aReading({ immigration: "auto", labor: "suggested" }),
    taggedAt: new Date("2026-11-24T09:06:00Z"),
    ...changes,
  };
}

const { text: _, ...bareReading } = aReading({ labor: "auto" });
const unread: BareTagging = {
  outcome: "abstained",
  reason: "tooShort",
  language: "und",
  analyzedChars: 3,
  removedChars: 0,
  modelVersion: "model-1",
  taxonomyVersion: TAXONOMY_VERSION,
};

/** Every kind of article that a lookup can show. */
const ARTICLES: Record<string, FormattedArticle> = {
  "with its text": anArticle(),
  "without its text": anArticle({ tagging: bareReading }),
  "with nothing but its id": anArticle({ headline: "", url: null, section: null, publishedAt: null, updatedAt: null }),
  "at an address that is not escaped": anArticle({ url: "https://news.example/straße/a b?q=ä" }),
  "with no topic": anArticle({ tagging: aReading({}) }),
  "that could not be read": anArticle({ tagging: unread }),
  "that failed, with an editor's tag": anArticle({ tagging: aFailure(), standing: { labor: "add" } }),
  "that editors decided on": anArticle({ standing: { immigration: "reject", labor: "accept", enforcement: "add" } }),
};

/** Returns an article as it is sent. */
function write(format: Format, article: FormattedArticle, include = EVERYTHING) {
  const text = JSON.stringify(format(article, include));
  // Each test asserts on the parts that it reads.
  return { text, document: JSON.parse(text) as Record<string, unknown> };
}

/** Reads a draft-4 schema as the draft that Ajv knows; in these, only the id's name differs. */
function readDraft4(file: string): { $id: string } {
  const { id, $schema, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  return { ...schema, $id: id };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));
}

function assertAllFit(format: Format, validate: ValidateFunction) {
  assert.ok(!validate({ ...write(format, anArticle()).document, evidence: [] }), "the schema is closed");
  for (const [name, article] of Object.entries(ARTICLES)) {
    for (const include of [EVERYTHING, new Set<Include>()]) {
      const { document, text } = write(format, article, include);
      assert.ok(validate(document), `an article ${name}: ${JSON.stringify(validate.errors)} in ${text}`);
    }
  }
}

describe("an article in other formats", () => {
  describeWithData("schemas/ninjs/ninjs-schema_3.1.json", "as ninjs 3.1", (file) => {
    it("fits the published schema", () => {
      // The schema that this one refers to is for places, and there are none here.
      const ajv = new Ajv2020({ strict: false, schemas: [{ $id: "https://geojson.org/schema/GeoJSON.json" }] });
      addFormats.default(ajv);
      assertAllFit(toNinjs3, ajv.compile(JSON.parse(readFileSync(file, "utf8"))));
    });
  });

  describeWithData("schemas/ninjs/ninjs-schema_1.6.json", "as ninjs 1.6", (file) => {
    it("fits the published schema", () => {
      const ajv = new Ajv({ strict: false });
      addFormats.default(ajv);
      assertAllFit(toNinjs1, ajv.compile(JSON.parse(readFileSync(file, "utf8"))));
    });
  });

  describeWithData("schemas/ans/0.10.12", "as ANS 0.10", (folder) => {
    it("fits the published schema of a story", () => {
      const ajv = new Ajv({ strict: false, schemas: listFiles(folder).map(readDraft4) });
      addFormats.default(ajv);
      const validate = ajv.getSchema(readDraft4(`${folder}/story.json`).$id);
      assert.ok(validate);
      assertAllFit(toAns, validate);
    });
  });

  it("gives ninjs whole numbers, a creator and the topic in three vocabularies, and no evidence", () => {
    const article = anArticle({ standing: { labor: "accept" } });
    const { document, text } = write(toNinjs3, article);
    const immigration = { name: "Immigration", rel: "about", creator: "beatline model-1" };
    const measured = { relevance: 90, confidence: 90 };
    const { subjects } = document as { subjects: { name: string; creator: string }[] };
    assert.deepEqual(subjects.slice(0, 3), [
      {
        ...immigration,
        uri: "http://cv.iptc.org/newscodes/mediatopic/20000771",
        literal: "medtop:20000771",
        ...measured,
      },
      { ...immigration, literal: "cap:9", ...measured },
      { ...immigration, uri: "http://www.wikidata.org/entity/Q131288", literal: "Q131288", ...measured },
    ]);
    assert.deepEqual(new Set(subjects.slice(3).map(({ creator }) => creator)), new Set(["editor"]));
    assert.ok(!text.includes("evidence"));
    const { document: older } = write(toNinjs1, article);
    assert.deepEqual((older as { subject: unknown[] }).subject[0], {
      name: "Immigration",
      rel: "about",
      scheme: "http://cv.iptc.org/newscodes/mediatopic/",
      code: "20000771",
      creator: "beatline model-1",
      ...measured,
    });
  });

  it("puts tags into the taxonomy of an ANS story, and the rest into its additional properties", () => {
    const { document } = write(toAns, anArticle());
    const { taxonomy, additional_properties } = document as {
      taxonomy: { tags: { slug: string }[]; categories: unknown[]; content_topics: unknown[] };
      additional_properties: { beatline: { tags: { evidence: unknown[] }[]; sentiment: unknown } };
    };
    assert.deepEqual(
      taxonomy.tags.map(({ slug }) => slug),
      ["immigration", "labor"],
    );
    const classifier = "http://cv.iptc.org/newscodes/mediatopic/";
    assert.deepEqual(taxonomy.categories[0], { _id: "medtop:20000771", classifier, name: "Immigration", score: 0.9 });
    assert.deepEqual(taxonomy.content_topics[0], { _id: "Q131288", label: "Immigration", score: 0.9 });
    assert.ok(additional_properties.beatline.sentiment && additional_properties.beatline.tags[0]?.evidence);
  });

  it("gives no confidence to a tag that an editor added, whatever the model makes of its topic", () => {
    const article = anArticle({ tagging: aReading({ labor: "auto" }), standing: { enforcement: "add" } });
    // Each list ends with the topic that the editor added; the asserts check each field they read.
    const lastOf = (format: Format, list: string) => {
      const { document } = write(format, article);
      return ((document[list] ?? Object(document.taxonomy)[list]) as Record<string, unknown>[]).at(-1);
    };
    for (const [format, list] of [
      [toNinjs3, "subjects"],
      [toNinjs1, "subject"],
    ] as const) {
      const subject = lastOf(format, list);
      assert.equal(subject?.creator, "editor");
      assert.ok(subject && !("confidence" in subject || "relevance" in subject));
    }
    for (const list of ["categories", "custom_categories"]) assert.ok(!("score" in Object(lastOf(toAns, list))), list);
    assert.equal(lastOf(toAns, "content_topics")?.score, 1, "ANS wants one here");
  });

  it("makes a schema.org article that is about defined terms", () => {
    const { document } = write(toSchemaOrg, anArticle({ tagging: aReading({ labor: "auto" }) }));
    assert.deepEqual(document, {
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      "@id": "https://news.example/port",
      identifier: [
        { "@type": "PropertyValue", propertyID: "articleId", value: "art_aaaaaaaaaaaaaaaaaaaaaaaaaa" },
        { "@type": "PropertyValue", propertyID: "externalId", value: "wp-1" },
      ],
      url: "https://news.example/port",
      headline: "Port workers vote",
      inLanguage: "en",
      articleSection: "national",
      datePublished: "2026-11-24T08:55:00.000Z",
      dateModified: "2026-11-24T09:05:00.000Z",
      articleBody: "They voted.",
      about: [
        {
          "@type": "DefinedTerm",
          "@id": "http://cv.iptc.org/newscodes/mediatopic/09000000",
          name: "Labor",
          termCode: "medtop:09000000",
          inDefinedTermSet: "http://cv.iptc.org/newscodes/mediatopic/",
          sameAs: "http://www.wikidata.org/entity/Q268378",
          identifier: { "@type": "PropertyValue", propertyID: "cap", value: "5" },
        },
      ],
    });
  });

  it("leaves suggested tags out of schema.org, which is published, until an editor accepts them", () => {
    const tagging = aReading({ immigration: "auto", labor: "suggested" });
    const namesOf = (article: FormattedArticle) =>
      (write(toSchemaOrg, article).document as { about: { name: string }[] }).about.map(({ name }) => name);
    assert.deepEqual(namesOf(anArticle({ tagging })), ["Immigration"]);
    assert.deepEqual(namesOf(anArticle({ tagging, standing: { labor: "accept" } })), ["Immigration", "Labor"]);
  });

  it("never mentions a topic that an editor rejected", () => {
    const article = anArticle({
      standing: { labor: "reject" },
      tagging: aReading({ immigration: "auto", labor: "auto" }, [{ topic: "labor", confidence: 0.4, threshold: 0.6 }]),
    });
    for (const format of [toNinjs3, toNinjs1, toAns, toSchemaOrg]) {
      const { text } = write(format, article);
      assert.ok(text.includes("20000771"), "the other topic is there");
      assert.doesNotMatch(text, /labor|09000000|Q268378/i);
    }
  });
});
