import assert from "node:assert/strict";
import fc from "fast-check";
import { normalizeUrl } from "../../src/domain/url.js";

describe("an article's URL", () => {
  const KEY = "news.example/2026/11/story";

  it("is the same whatever its scheme, host prefix, port, slash, fragment and tracking", () => {
    const forms = [
      "https://news.example/2026/11/story",
      "http://NEWS.Example/2026/11/story/",
      "https://www.news.example:443/2026/11/story#comments",
      "http://m.news.example:80/2026/11/story",
      "https://mobile.news.example./2026/11/story?utm_source=x&UTM_Campaign=y&fbclid=1&gclid=2",
      "https://reader:secret@news.example/2026/11/st%6fry?at_medium=rss&ref=other.example",
      "news.example/2026/11/story",
      "//news.example/2026/11/story",
      " https://news.example/2026/11/story ",
    ];
    assert.deepEqual(new Set(forms.map(normalizeUrl)), new Set([KEY]));
  });

  it("is the same in each of its AMP forms", () => {
    const forms = [
      "https://news.example/2026/11/story/amp",
      "https://news.example/2026/11/story/amp/",
      "https://news.example/amp/2026/11/story",
      "https://amp.news.example/2026/11/story",
      "https://news.example/2026/11/story.amp",
      "https://news.example/2026/11/story?amp=1",
      "https://news.example/2026/11/story?amp",
      "https://news.example/2026/11/story/?outputType=amp",
      "https://www.google.com/amp/s/www.news.example/2026/11/story/amp/",
      "https://www-news-example.cdn.ampproject.org/c/s/www.news.example/2026/11/story?amp_js_v=0.1&usqp=mq331",
    ];
    assert.deepEqual(new Set(forms.map(normalizeUrl)), new Set([KEY]));
    assert.equal(normalizeUrl("https://news.example/story.amp.html"), "news.example/story.html");
  });

  it("keeps what tells articles apart: case of the path, other ports, other parameters in any order", () => {
    assert.equal(normalizeUrl("https://news.example/Story"), "news.example/Story");
    assert.equal(normalizeUrl("http://news.example:8080/a"), "news.example:8080/a");
    assert.equal(normalizeUrl("https://news.example/?p=12&utm_term=x&lang=en"), "news.example?lang=en&p=12");
    assert.equal(normalizeUrl("https://news.example/?lang=en&p=12"), "news.example?lang=en&p=12");
    assert.equal(normalizeUrl("https://news.example/caf%c3%a9"), normalizeUrl("https://news.example/café"));
    assert.equal(normalizeUrl("https://news.example/a%2fb"), "news.example/a%2Fb");
    assert.notEqual(normalizeUrl("https://news.example/camp"), normalizeUrl("https://news.example/c"));
    assert.equal(normalizeUrl("https://amp.dev/story"), "amp.dev/story");
    assert.equal(normalizeUrl("https://münchen.example/x"), "xn--mnchen-3ya.example/x");
  });

  it("is undefined when it is not a web address", () => {
    for (const url of [
      "",
      " ",
      "/2026/story",
      "ftp://news.example/x",
      "https://",
      "javascript:alert(1)",
      "http://[bad/",
    ]) {
      assert.equal(normalizeUrl(url), undefined, url);
    }
  });

  it("stays the same when normalized again, whatever it was", () => {
    const part = fc.constantFrom(
      "amp",
      ".amp",
      "www.",
      "m.",
      "news.example",
      "/",
      "//",
      "?",
      "&",
      "=",
      "%7e",
      "%2f",
      "+",
      "é",
      "#",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const key = normalizeUrl(`https://a.example${parts.join("")}`);
        if (key !== undefined) assert.equal(normalizeUrl(`https://${key}`), key);
      }),
    );
  });
});
