import assert from "node:assert/strict";
import { callAs } from "../support/admin.js";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { ready, rows, said, useReviewPage } from "../support/review-page.js";

describeWith(["chromium"], "the review queue, by sight and by keyboard", () => {
  const review = useReviewPage();

  it("shows on screen that the list ends here, and that there is nothing to undo", async () => {
    await sendDoubtful(review.service.url, "ends", ["labor"]);
    await review.withReview("ends", {}, async (page) => {
      await ready(page);
      for (const [key, text] of [
        ["k", "This is the first article in the list."],
        ["u", "There is nothing to undo."],
      ] as const) {
        await page.keyboard.press(key);
        await said(page, text);
        const { width = 0, height = 0 } = (await page.getByText(text).boundingBox()) ?? {};
        assert.ok(width > 100 && height > 10, `${width} by ${height} pixels`);
      }
    });
  });

  it("loads more of a long list by J or a button, which focuses the first new article", async () => {
    await sendDoubtful(review.service.url, "longer", Array<"labor">(27).fill("labor"));
    await review.withReview("longer", {}, async (page) => {
      await rows(page).last().click();
      await ready(page);
      await page.keyboard.press("j");
      await said(page, "2 more articles loaded.");
      await page.keyboard.press("j");
      await said(page, /^26 of 27: /);
      await page.reload();
      await page.getByRole("button", { name: "Show more" }).press("Enter");
      await said(page, "2 more articles loaded.");
      assert.equal(await rows(page).count(), 27);
      assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
      await rows(page).nth(25).and(page.locator(":focus")).waitFor();
    });
  });

  it("shows articles that arrived since it was loaded once all others are decided on", async () => {
    await sendDoubtful(review.service.url, "later", ["labor"]);
    await review.withReview("later", {}, async (page) => {
      await ready(page);
      await sendDoubtful(review.service.url, "later", ["labor", "clinic"]);
      await page.keyboard.press("a");
      await page
        .getByRole("heading", { name: DOUBTFUL.clinic.headline, level: 2 })
        .and(page.locator(":focus"))
        .waitFor();
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText("No articles to review").waitFor();
      await page.getByRole("heading", { name: "Review", level: 1 }).and(page.locator(":focus")).waitFor();
    });
  });

  it("moves the focus to the article when the pressed button disappears", async () => {
    await sendDoubtful(review.service.url, "pressed", ["enforcementAndLabor"]);
    await review.withReview("pressed", {}, async (page) => {
      await ready(page);
      for (const [name, text] of [
        ["Reject Labor", "Rejected Labor. Still to decide: Enforcement."],
        ["Add Immigration", "Added Immigration. Still to decide: Enforcement."],
      ] as const) {
        await page.getByRole("button", { name }).press("Enter");
        await said(page, text);
        assert.equal(await page.evaluate("document.activeElement.id"), "review-headline");
      }
    });
  });

  it("covers no text with its buttons in a low window, such as at 200% zoom", async () => {
    await sendDoubtful(review.service.url, "low", ["labor"]);
    await review.withReview("low", { viewport: { width: 640, height: 400 } }, async (page) => {
      await ready(page);
      const quote = await page.locator(".review-quote").last().boundingBox();
      const buttons = await page.locator(".review-buttons").boundingBox();
      assert.ok(quote && buttons && quote.y + quote.height <= buttons.y, JSON.stringify({ quote, buttons }));
    });
  });

  it("calls an article without a headline 'No headline', in announcements too", async () => {
    await sendDoubtful(review.service.url, "unnamed", ["labor", "labor"], { headline: "" });
    await review.withReview("unnamed", {}, async (page) => {
      await ready(page);
      await page.keyboard.press("a");
      await said(page, "Accepted Labor on “No headline”. Next: “No headline”");
      await page.getByText("Last: Accepted Labor on “No headline”").waitFor();
      await page.keyboard.press("u");
      await said(page, "Undone: Accepted Labor on “No headline”.");
      await page.keyboard.press("j");
      await said(page, /: No headline$/);
    });
  });

  it("undoes the earlier decision on another article when the last article was withdrawn", async () => {
    const { url } = review.service;
    await sendDoubtful(url, "undone", ["labor"], { section: "undone" });
    const withdrawn = anArticle({ ...DOUBTFUL.labor, section: "undone" });
    const { body } = await fetchJson(`${url}/v1/webhooks/cms`, signed(withdrawn));
    await fetchJson(`${url}/v1/articles/${body.articleId}/tags?wait=10`);
    await review.withReview("", { path: "/desk/?section=undone" }, async (page) => {
      await rows(page).filter({ hasText: "undone · undone" }).click();
      await ready(page);
      await page.keyboard.press("a");
      await said(page, /^Accepted Labor on .* Next: /);
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText("No articles to review").waitFor();
      const gone = signed({ ...withdrawn, version: withdrawn.version + 1 }, { type: "article.unpublished" });
      await fetchJson(`${url}/v1/webhooks/cms`, gone);
      await page.keyboard.press("u");
      await page.getByText(/^Not undone\./).waitFor();
      await page.keyboard.press("u");
      await said(page, /^Undone: Accepted Labor/);
    });
  });

  it("points a read-only key to what it can read, and loads nothing that it may not", async () => {
    const { text } = await callAs(review.service.url)("POST", "/v1/keys", { name: "Jo", scopes: ["read"] });
    await review.withReview("reads", { key: JSON.parse(text).key }, async (page) => {
      await page.getByText("Your key can read but not decide").waitFor();
      assert.equal(await page.getByRole("alert").getByText("could not be loaded").count(), 0);
      await page.getByRole("main").getByRole("link", { name: "trends" }).click();
      await page.getByRole("heading", { name: "Trends", level: 1 }).waitFor();
    });
  });

  it("offers a link that skips the list and leads to the selected article", async () => {
    await sendDoubtful(review.service.url, "skips", ["labor", "clinic"]);
    await review.withReview("skips", {}, async (page) => {
      await ready(page);
      await page.getByRole("link", { name: "Skip to the selected article" }).press("Enter");
      assert.equal(await page.evaluate("document.activeElement.id"), "review-headline");
      await page.keyboard.press("Tab");
      await page
        .getByRole("button", { name: /^A? ?Accept/ })
        .and(page.locator(":focus"))
        .waitFor();
    });
  });
});
