import assert from "node:assert/strict";
import { cleanArticle } from "../../../models/text/clean.js";
import { evaluateExtraction } from "../../../models/text/extraction-evaluation.js";
import { describeWithData } from "../../support/shared-data.js";

const PARAGRAPHS = [
  "The last bus of the valley line left Ostrava Street at noon on Friday, with the mayor, two reporters and a brass band aboard.",
  "Ridership had fallen for nine years, the transit board said, and the county would not pay to replace engines older than their drivers.",
  "“My mother rode it to the mill, and I rode it to school,” said Pavla Hruby, who sat in the front row with a thermos of tea.",
  "A van that comes on request will serve the upper villages from Monday, the board said, at twice the fare and half the speed.",
  "The board meets again in June, and three of its seven members have said that they would vote to bring a smaller bus back.",
];
const TITLE = "Valley line runs its last bus";

interface PageParts {
  head?: string;
  before?: string;
  inside?: string;
  after?: string;
}

function aPage({ head = "", before = "", inside = "", after = "" }: PageParts = {}): string {
  const story = PARAGRAPHS.map((paragraph) => `<p>${paragraph}</p>`);
  return `<!doctype html><html><head><title>${TITLE} | The Valley Post</title>${head}</head><body>
    <nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>${before}
    <article><h1>${TITLE}</h1>${story.slice(0, 3).join("\n")}${inside}${story.slice(3).join("\n")}</article>${after}
    <footer><p>Copyright © 2021 The Valley Post. All rights reserved.</p></footer></body></html>`;
}

function clean(html: string, headline = "") {
  return cleanArticle({ headline, body: html, bodyFormat: "html" });
}

const STORY = PARAGRAPHS.join("\n\n");

describe("cleaning a whole page", () => {
  it("gives only the paragraphs of the article", () => {
    assert.equal(clean(aPage()).body, STORY);
  });

  for (const [name, inside] of [
    [
      "captions by their class",
      '<div class="photo"><p class="wp-caption-text">The band at the depot on Friday</p></div>',
    ],
    ["captions by their element", "<figure><img src=a.jpg><figcaption>The band at the depot</figcaption></figure>"],
    ["captions by their credit", "<p>The band at the depot on Friday. (Jan Kolar/AFP/Getty Images)</p>"],
    [
      "lists of links",
      "<ul><li><a href=/a>Mill towns look for work</a></li><li><a href=/b>Bridge to close</a></li></ul>",
    ],
    [
      "related articles by their class",
      '<div class="relatedStories"><h4>More</h4><p>How the mill town lost its trams.</p></div>',
    ],
    ["newsletter boxes", '<div class="newsletter-signup"><p>The valley in your inbox, every Friday morning.</p></div>'],
    ["share bars", '<div class="social-share"><span>Share</span> <span>Tweet</span> <span>Print</span></div>'],
    ["pop-ups over names", '<p><span class="tooltip-content">Pavla Hruby is a retired teacher.</span></p>'],
    ["hidden text", '<p style="display:none">Our readers say this is the best page.</p><p hidden>Nothing here.</p>'],
    ["scripts and styles", "<script>var a = 'The bus';</script><style>p { color: red }</style>"],
    ["embedded players", "<iframe src=https://player.example>The last ride, a film</iframe>"],
    ["prompts between paragraphs", "<p>Story continues below</p><p>Advertisement</p>"],
  ] as const) {
    it(`leaves out ${name}`, () => {
      assert.equal(clean(aPage({ inside })).body, STORY);
    });
  }

  it("leaves out bylines, dates and the standfirst above the article", () => {
    const header =
      '<header class="article-header"><h2>A valley says goodbye</h2><p class="byline">By Jana Novak</p><time>May 3, 2021</time></header>';
    assert.equal(clean(aPage().replace("<article>", `<article>${header}`)).body, STORY);
  });

  it("leaves out the author's biography below the article", () => {
    const after =
      '<div class="author-bio"><p>Jana Novak writes about the valley and its trains. Follow her on Twitter.</p></div>';
    assert.equal(clean(aPage().replace("</article>", `${after}</article>`)).body, STORY);
  });

  it("keeps lists, subheadings and quotes of the article", () => {
    const inside =
      "<h2>What comes next</h2><ul><li>A van, on request.</li><li>A vote in June.</li></ul><blockquote><p>The bus was our street.</p></blockquote>";
    const { body } = clean(aPage({ inside }));
    for (const text of ["What comes next", "A van, on request.", "A vote in June.", "The bus was our street."]) {
      assert.ok(body.split("\n\n").includes(text), text);
    }
  });

  it("keeps a quoted post although Readability drops its embed", () => {
    const inside =
      '<div class="social-media-embed"><blockquote class="twitter-tweet"><p>Sixty years, and not one accident. <a href=https://t.example>pic</a></p>— Valley Line <a href=https://t.example/1>May 3</a></blockquote></div>';
    assert.match(clean(aPage({ inside })).body, /Sixty years, and not one accident\./);
  });

  it("takes the headline from the page when none is given", () => {
    assert.equal(clean(aPage()).headline, TITLE);
    assert.equal(clean(aPage(), "Last bus").headline, "Last bus");
  });

  it("removes the site's name from a shared title, and keeps a dash inside a headline", () => {
    const site = '<meta property="og:site_name" content="Valley Post">';
    const shared = (title: string) => `${site}<meta property="og:title" content="${title}">`;
    const page = (title: string) => aPage({ head: shared(title) }).replace(/<h1>.*<\/h1>/, "");
    assert.equal(clean(page("Last bus leaves the valley - Valley Post")).headline, "Last bus leaves the valley");
    assert.equal(clean(page("Last bus leaves - and a van arrives")).headline, "Last bus leaves - and a van arrives");
  });

  it("takes the heading in the title as the headline, rather than a logo that is in it too", () => {
    const titled = (title: string) =>
      aPage({ before: "<h1 class=logo>The Valley Post</h1>" }).replace(/<title>.*<\/title>/, `<title>${title}</title>`);
    assert.equal(clean(titled(`The Valley Post: ${TITLE}`)).headline, TITLE);
    assert.equal(clean(titled(`${TITLE} | The Valley Post`)).headline, TITLE);
    assert.equal(clean(titled("Last bus leaves | The Valley Post")).headline, "Last bus leaves");
    const section = titled("Last bus leaves | Local | The Valley Post").replace(`<h1>${TITLE}</h1>`, "<h1>Local</h1>");
    assert.equal(clean(section).headline, "Last bus leaves");
  });

  it("takes an only heading as the headline where the title names just a section, but not the site's name", () => {
    const titled = (title: string, heading: string) =>
      aPage()
        .replace(/<h1>.*<\/h1>/, `<h1>${heading}</h1>`)
        .replace(/<title>.*<\/title>/, `<title>${title}</title>`);
    assert.equal(clean(titled("Local News | The Valley Post", TITLE)).headline, TITLE);
    assert.equal(clean(titled("Last bus leaves at noon | The Valley Post", TITLE)).headline, "Last bus leaves at noon");
    const site = "The Post of the Valley";
    assert.equal(clean(titled(`Last bus | ${site}`, site)).headline, "Last bus");
  });

  it("removes the names of sections from the title as well, and keeps a bar inside a headline", () => {
    const headlineOf = (title: string) =>
      clean(
        aPage()
          .replace(/<h1>.*<\/h1>/, "")
          .replace(/<title>.*<\/title>/, `<title>${title}</title>`),
      ).headline;
    assert.equal(headlineOf("Last bus leaves the valley | Local News | The Post"), "Last bus leaves the valley");
    assert.equal(headlineOf("Live | Last bus leaves the valley | The Post"), "Live | Last bus leaves the valley");
    assert.equal(headlineOf("Last bus | The Valley Post"), "Last bus");
  });

  it("reads a page of a few lines although Readability finds no article in it", () => {
    assert.equal(clean("<html><body><p>The bridge is open again.</p></body></html>").body, "The bridge is open again.");
  });

  it("reads a page that is too big for Readability, without its menus and related articles", () => {
    const links = "<li><a href=/x>Mill towns look for work</a></li>".repeat(4_000);
    const { headline, body } = clean(aPage({ before: `<div class="menu"><ul>${links}</ul></div>` }));
    assert.equal(headline, TITLE);
    assert.equal(body, STORY);
  });

  it("gives an empty text for a page without any", () => {
    assert.equal(clean("<!doctype html><html><head><title>x</title></head><body></body></html>").body, "");
  });
});

describe("cleaning an HTML fragment", () => {
  it("gives its blocks with a blank line between them", () => {
    const fragment =
      "<h2>Next &amp; last</h2><p>The bus <b>left</b> at&nbsp;noon.<br>Nobody waved.</p><ul><li>Van</li><li>Bicycle</li></ul>";
    assert.equal(clean(fragment).body, "Next & last\n\nThe bus left at noon.\n\nNobody waved.\n\nVan\n\nBicycle");
  });

  it("leaves out invisible characters, even if written as entities", () => {
    assert.equal(
      clean("<p>The dep&shy;uty left&#8203; at noon.</p><p>&#8203;</p><p>Rain.</p>").body,
      "The deputy left at noon.\n\nRain.",
    );
  });

  it("decodes entities that were encoded twice, but makes no tags of them", () => {
    const fragment =
      "<p>The bus didn&amp;#8217;t stop at Smith &amp;amp; Son&amp;rsquo;s.</p><p>Write &amp;lt;b&amp;gt;.</p>";
    const [first, second] = clean(fragment).body.split("\n\n");
    assert.equal(first, "The bus didn’t stop at Smith & Son’s.");
    assert.equal(second, "Write &lt;b&gt;.");
    assert.equal(
      clean("<p>Smith &amp; Son paid R&amp;D; a &amp;#60;script&amp;#62; ran.</p>").body,
      "Smith & Son paid R&D; a <script> ran.",
    );
  });

  it("leaves out captions, scripts, styles and embeds", () => {
    const fragment =
      '<figure><img src="a.jpg"><figcaption>The depot</figcaption></figure><p>The bus left.</p><script>x()</script><style>p{}</style><iframe src="y">film</iframe><p class="wp-caption-text">A thermos</p>';
    assert.equal(clean(fragment).body, "The bus left.");
  });

  it("leaves out the cards, embeds and lists with which a CMS points to other texts", () => {
    const pointers = [
      '<figure class="kg-card kg-bookmark-card"><a href="/b"><div>Border patrol arrests forty in raid</div></a></figure>',
      '<div class="kg-card kg-signup-card"><h2>The valley in your inbox</h2></div>',
      '<blockquote class="wp-embedded-content"><a href="/c">Migrants wait at the bridge</a></blockquote>',
      '<ul class="wp-block-latest-posts has-dates"><li><a href="/d">Sheriff resigns</a></li></ul>',
      '<div class="wp-block-query"><ul><li><a href="/e">Guards strike</a><p>They want a raise.</p></li></ul></div>',
      '<article class="media media--type-image"><img src="f.jpg"><div>Police at the depot</div></article>',
      '<div id="jp" class="jp-relatedposts"><h3>Related</h3><p>Deportations rise.</p></div>',
      '<div class="sharedaddy sd-sharing-enabled">Share this with a friend.</div>',
      '<section class="article-related-stories"><p>Police clear the depot.</p></section>',
    ];
    assert.equal(
      clean(`<p>The bus left.</p>${pointers.join("")}<p>A van came.</p>`).body,
      "The bus left.\n\nA van came.",
    );
    const callout = '<div class="kg-card kg-callout-card"><div>The fare doubles in May.</div></div>';
    assert.equal(clean(callout).body, "The fare doubles in May.");
  });

  it("removes the titles of other articles, which are links, but keeps sentences and lists that are", () => {
    const titles = [
      '<p><a href="/a">Border patrol arrests forty in raid</a></p>',
      '<p><strong>[<a href="/b">Strike at the mill enters its ninth day</a>]</strong></p>',
      '<h3><a href="/c">Sheriff resigns</a></h3>',
      '<p>Read next: <a href="/d">Migrants wait at the bridge</a></p>',
      "<p>https://www.youtube.com/watch?v=x7Yq</p>",
    ];
    const { body, removed } = clean(`<p>${PARAGRAPHS[0]}</p>${titles.join("\n")}<p>${PARAGRAPHS[1]}</p>`);
    assert.equal(body, PARAGRAPHS.slice(0, 2).join("\n\n"));
    assert.equal(removed.length, titles.length);
    assert.equal(clean('<p><a href="/a">The board meets in June.</a></p>').body, "The board meets in June.");
    const list = ["Depot to open", "Bridge to close"].map((title) => `<li><a href="/">${title}</a></li>`);
    assert.equal(clean(`<ul>${list.join("")}</ul>`).body, "Depot to open\n\nBridge to close");
  });

  it("loses the same boilerplate as a plain text", () => {
    const { body, removed } = clean("<p>The bus left at noon.</p><p>Sign up for our daily newsletter.</p>");
    assert.equal(body, "The bus left at noon.");
    assert.deepEqual(removed, ["Sign up for our daily newsletter."]);
  });

  it("reads a text without any tag", () => {
    assert.equal(clean("The bus left at 5 < 6 o'clock.").body, "The bus left at 5 < 6 o'clock.");
  });
});

describeWithData("extraction", "cleaning the pages of the extraction benchmark", (directory) => {
  it("reaches an F1 of .98 and beats plain Readability by .03", () => {
    const { pages, f1, readabilityF1 } = evaluateExtraction(directory);
    assert.equal(pages, 91);
    assert.ok(f1 >= 0.98, `F1 is ${f1}`);
    assert.ok(f1 - readabilityF1 >= 0.03, `plain Readability has ${readabilityF1}`);
  });
});
