import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Evidence } from "../../src/domain/tagging.js";
import { historyOn, tagOn, toggle, useArticlePage } from "../support/article-page.js";
import { assertAccessible, assertFits, keepScreenshot, LOOKS, NARROW } from "../support/browser.js";
import { anArticle, fetchJson, signed, withKey } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";

const HOSTILE = `<img src=x onerror="document.title='hit'"> raid at the border, union says`;
const STYLED = `<style>main { display: none }</style> <b style="position: fixed; inset: 0">Sign in again</b>`;

describeWith(["chromium"], "the article view", () => {
  const article = useArticlePage();

  it("says whether the model set or suggested each tag, and how likely it is the main subject", async () => {
    const { articleId, document } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      const told = page.getByRole("region", { name: "Tags" }).locator(".article-decision");
      await told.first().waitFor();
      const expected = document.tags.map(({ decision, relevance }) => {
        const setBy = decision === "auto" ? "Set by the model" : "Suggested by the model";
        return `${setBy}; ${Math.round(relevance * 100)}% likely to be the main subject`;
      });
      const texts = await told.allTextContents();
      assert.deepEqual(
        texts.map((text) => text.split(". Tone")[0]),
        expected,
      );
    });
  });

  it("shows the words behind each tag, heaviest first, and the exact time when the article was received", async () => {
    const { articleId, document } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      for (const tag of document.tags) {
        const weights = new Map<string, number>();
        for (const { quote, start, weight: ofSpan, words } of tag.evidence as Evidence[]) {
          for (const word of words) {
            const text = quote.slice(word.start - start, word.end - start).toLowerCase();
            weights.set(text, (weights.get(text) ?? 0) + word.weight * ofSpan);
          }
        }
        const [heaviest] = [...weights].toSorted(([, left], [, right]) => right - left);
        assert.ok(heaviest);
        await page.getByText(new RegExp(`^Based mostly on: ${heaviest[0]}, `, "i")).waitFor();
      }
      const received = page
        .getByRole("region", { name: "Details" })
        .getByRole("definition")
        .filter({ hasText: /:\d\d/ });
      await received.first().waitFor();
    });
  });

  it("says at which confidence a topic is set automatically, and links to the topic's page", async () => {
    const { articleId } = await article.deliverTagged();
    const answer = await fetch(`${article.service.url}/v1/topics/labor`, withKey);
    // The schema of the answer guarantees this type.
    const { thresholds } = (await answer.json()) as { thresholds: { auto: number } };
    await article.visit(articleId, {}, async (page) => {
      await tagOn(page, "Labor")
        .getByText(`Automatic at ${Math.round(thresholds.auto * 100)}% or higher`)
        .waitFor();
      await tagOn(page, "Labor").getByRole("link", { name: "Labor" }).click();
      await page.getByRole("heading", { name: "Labor", level: 1 }).waitFor();
    });
  });

  it("shows markup in a headline and a body as text, and opens the original with noopener", async () => {
    const { articleId } = await article.deliverTagged({
      headline: HOSTILE,
      body: `${anArticle().body}\n\n<script>document.title='hit'</script> “Hold on,” she said.\n\n${STYLED}`,
    });
    await article.visit(`${articleId}?tone=on`, {}, async (page) => {
      await page.getByRole("heading", { name: "raid at the border, union says", level: 1 }).waitFor();
      await historyOn(page).getByText(HOSTILE).waitFor();
      await page.getByText("<script>document.title='hit'</script>").waitFor();
      await page.getByText(STYLED).waitFor();
      assert.equal(await page.locator("main :is(img, script, style, b)").count(), 0);
      assert.equal(await page.title(), "raid at the border, union says · Beatline");
      assert.equal(await page.locator(".article-text q").first().textContent(), "“Hold on,”");
      const original = page.getByRole("link", { name: "Original" });
      assert.match((await original.getAttribute("rel")) ?? "", /noopener/);
    });
  });

  it("shows markup in a section as text, and keeps markup in an address within the link", async () => {
    const url = `https://news.example/"><img src=x onerror="document.title='hit'">`;
    const { articleId } = await article.deliverTagged({ section: HOSTILE, url });
    await article.visit(articleId, {}, async (page) => {
      await page.locator(".article-facts").getByText(HOSTILE).waitFor();
      await page.getByRole("region", { name: "Details" }).getByText(HOSTILE).waitFor();
      assert.equal(await page.getByRole("link", { name: "Original" }).getAttribute("href"), new URL(url).href);
      assert.equal(await page.locator("main img").count(), 0);
    });
  });

  it("never links to an address that would run a script, which the intake refuses too", async () => {
    const url = "javascript:document.title='hit'";
    const refused = await fetchJson(`${article.service.url}/v1/webhooks/cms`, signed(anArticle({ url })));
    assert.deepEqual([refused.status, refused.body.errors[0]?.pointer], [422, "/data/url"]);
    const { articleId } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      await page.getByRole("link", { name: "Original" }).waitFor();
      // No intake takes such an address, so only an altered answer has one.
      await page.route("**/tags?format=schema.org", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), url } });
      });
      await page.reload();
      await page.getByRole("region", { name: "Details" }).waitFor();
      assert.equal(await page.getByRole("link", { name: "Original" }).count(), 0);
      assert.equal(await page.locator('[href^="javascript:"]').count(), 0);
    });
  });

  it("breaks a headline word that is wider than the window", async () => {
    const headline = `Strike at ${"Rindfleischetikettierungs".repeat(4)} ends`;
    const { articleId } = await article.deliverTagged({ headline });
    await article.visit(articleId, { viewport: NARROW }, async (page) => {
      await page.getByRole("heading", { level: 1 }).waitFor();
      await assertFits(page);
    });
  });

  it("says so when there is no article with the ID", async () => {
    await article.visit("art_aaaaaaaaaaaaaaaaaaaaaaaaaa", {}, async (page) => {
      await page.getByText("Beatline has no article with this ID").waitFor();
      await assertAccessible(page);
    });
  });

  it("says that an article was withdrawn, and still shows its history", async () => {
    const id = `wp-${randomUUID()}`;
    const { articleId } = await article.deliverTagged({ id });
    await article.deliver({ id, version: 2 }, "article.unpublished");
    await article.visit(articleId, {}, async (page) => {
      await page.getByText("This article was withdrawn").waitFor();
      await historyOn(page).getByText("Version 1 received").waitFor();
      await assertAccessible(page);
    });
  });

  it("titles an article that was withdrawn before it arrived 'Withdrawn article', and shows no history", async () => {
    const articleId = await article.deliver({ id: `wp-${randomUUID()}` }, "article.unpublished");
    await article.visit(articleId, {}, async (page) => {
      await page.getByRole("heading", { name: "Withdrawn article", level: 1 }).waitFor();
      await page.getByText("This article was withdrawn").waitFor();
      assert.equal(await historyOn(page).count(), 0);
    });
  });

  it("says why the model abstained, and lets an editor add tags anyway", async () => {
    const { articleId } = await article.deliverTagged({
      headline: "Vorstand und Betriebsrat",
      body: "Die Gewerkschaft hat am Montag zu einem Streik aufgerufen, weil die Verhandlungen mit dem Vorstand über höhere Löhne gescheitert sind und niemand mehr an eine Einigung glaubt.",
    });
    await article.visit(articleId, {}, async (page) => {
      await page.getByText("The model abstained: it reads only English, and this text looks like German").waitFor();
      assert.equal(await page.getByRole("region", { name: "Tone" }).count(), 0);
      await page.keyboard.press("3");
      await tagOn(page, "Labor").getByText("Added by an editor").waitFor();
      await assertAccessible(page);
    });
  });

  it("keeps text that cleaning removed folded until it is opened", async () => {
    const { articleId, document } = await article.deliverTagged({
      bodyFormat: "html",
      body: `${anArticle().body.replace(/^|\n\n/g, "<p>")}<p>Sign up for our newsletter to get the best of our stories in your inbox every morning.</p>`,
    });
    assert.ok(document.text.removed.length > 0, "nothing was removed");
    await article.visit(articleId, {}, async (page) => {
      const passage = page.getByText(document.text.removed[0] ?? "", { exact: true });
      assert.equal(await passage.isVisible(), false);
      await page.getByText("left out as boilerplate").click();
      await passage.waitFor();
    });
  });

  for (const { name, ...look } of LOOKS) {
    it(`fits its window and passes axe, ${name}`, async () => {
      const { articleId } = await article.deliverTagged();
      await article.visit(articleId, look, async (page) => {
        await page.getByRole("region", { name: "Tags" }).waitFor();
        await assertFits(page);
        await assertAccessible(page);
        await keepScreenshot(page, `article-${name}`);
        await toggle(page, "Tone").click();
        await page.locator("[data-tone]").first().waitFor();
        await assertFits(page);
        await assertAccessible(page);
      });
    });
  }
});
