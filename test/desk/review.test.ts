import assert from "node:assert/strict";
import { assertAccessible, assertFits, keepScreenshot, LOOKS, NARROW } from "../support/browser.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { decideAs, heading, inHand, readHeading, ready, rows, said, useReviewPage } from "../support/review-page.js";
import { API_KEY } from "../support/service.js";

describeWith(["chromium"], "the review queue", () => {
  const review = useReviewPage();
  const { withReview, decisionsOn } = review;

  it("shows why each tag is suggested, and moves through the list by J and K", async () => {
    await sendDoubtful(review.service.url, "moves", ["enforcementAndLabor", "labor", "enforcement"]);
    await withReview("moves", {}, async (page) => {
      await ready(page);
      assert.equal(await rows(page).count(), 3);
      assert.ok((await inHand(page).locator("mark").count()) > 0);
      const headlines = await rows(page).locator(".headline").allTextContents();
      assert.equal(await readHeading(page), headlines[0]);
      await page.keyboard.press("j");
      await said(page, /^2 of 3: /);
      assert.equal(await readHeading(page), headlines[1]);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await said(page, "This is the last article in the list.");
      await page.keyboard.press("k");
      await said(page, /^2 of 3: /);
      await page.getByRole("button", { name: "Previous" }).click();
      assert.equal(await readHeading(page), headlines[0]);
      await page.getByRole("button", { name: "Next", exact: true }).click();
      assert.equal(await readHeading(page), headlines[1]);
      await rows(page).nth(2).click();
      assert.equal(await readHeading(page), headlines[2]);
      assert.equal(await rows(page).nth(2).getAttribute("aria-current"), "true");
    });
  });

  it("opens the full article by O or Enter, and comes back to the same place", async () => {
    await sendDoubtful(review.service.url, "opens", ["labor", "enforcement"]);
    await withReview("opens", {}, async (page) => {
      for (const key of ["o", "Enter"]) {
        await ready(page);
        await page.keyboard.press("j");
        const headline = await readHeading(page);
        await page.keyboard.press(key);
        await page.waitForURL(/\/desk\/articles\/art_/);
        await page.goBack();
        await heading(page).waitFor();
        assert.equal(await readHeading(page), headline);
      }
      const address = page.url();
      for (const key of ["b", "Escape"]) {
        await ready(page);
        await page.keyboard.press("o");
        await page.getByLabel("Note for your next decision").fill("A mere mention");
        await page.keyboard.press("Escape");
        assert.equal(await page.getByLabel("Note for your next decision").inputValue(), "A mere mention");
        await page.keyboard.press(key);
        await heading(page).waitFor();
        assert.equal(page.url(), address);
      }
      await page.keyboard.press("?");
      const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
      await keys.getByText("Accept the highlighted tag").waitFor();
    });
  });

  it("shows markup in a headline and a section as text", async () => {
    const headline = `<img src=x onerror="document.title='taken'"><script>alert(1)</script> Warehouse plan`;
    await sendDoubtful(review.service.url, "hostile", ["labor"], { headline, section: "<b>metro" });
    await withReview("hostile", { viewport: NARROW }, async (page) => {
      await ready(page);
      assert.match((await rows(page).first().textContent()) ?? "", /<img src=x onerror=.*<b>metro/);
      assert.equal(await page.title(), "Review · Beatline");
      await assertFits(page);
    });
  });

  it("filters by topic and section, and keeps the filters in the link", async () => {
    await sendDoubtful(review.service.url, "filters", ["labor", "enforcement"]);
    await withReview("filters", {}, async (page) => {
      await ready(page);
      await page.getByRole("combobox", { name: "Topic" }).selectOption("labor");
      await until(async () => (await rows(page).count()) === 1, "one article is left");
      assert.equal(await readHeading(page), DOUBTFUL.labor.headline);
      await page.reload();
      await ready(page);
      assert.equal(await page.getByRole("combobox", { name: "Topic" }).inputValue(), "labor");
      assert.equal(await rows(page).count(), 1);
      await page.getByLabel("Section").fill("sports");
      await page.getByLabel("Section").press("Enter");
      await page.getByText("No articles to review with these filters.").waitFor();
      await page.getByRole("button", { name: "Clear filters" }).click();
      await ready(page);
      assert.equal(new URL(page.url()).searchParams.get("source"), null);
    });
  });

  it("applies A and R to the filtered topic first, then to what is left", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "steers", ["enforcementAndLabor"]);
    await withReview("steers", { path: "/desk/?source=steers&topic=labor" }, async (page) => {
      await ready(page);
      assert.match((await inHand(page).locator(".target h3").textContent()) ?? "", /Labor/);
      await page.keyboard.press("r");
      await said(page, "Rejected Labor. Still to decide: Enforcement.");
      assert.deepEqual(await decisionsOn(id), { enforcement: "suggested", labor: "rejected" });
      assert.match((await inHand(page).locator(".target h3").textContent()) ?? "", /Enforcement/);
    });
  });

  it("opens a linked article even beyond the first page, or says that nothing is left to decide", async () => {
    const ids = await sendDoubtful(
      review.service.url,
      "linked",
      Array.from({ length: 26 }, (_, index) => (index === 25 ? "labor" : "enforcement")),
    );
    const last = ids.at(-1) ?? "";
    await withReview("linked", { path: `/desk/?source=linked&article=${last}` }, async (page) => {
      await ready(page);
      assert.equal(await readHeading(page), DOUBTFUL.labor.headline);
      await decideAs(review.service.url, API_KEY, last, { topic: "labor", action: "accept" });
      await page.reload();
      await page
        .getByRole("alert")
        .getByText(`There is nothing left to decide on “${DOUBTFUL.labor.headline}”.`)
        .waitFor();
      assert.equal(await readHeading(page), DOUBTFUL.enforcement.headline);
      await page.goto(`${review.service.url}/desk/?source=linked&article=none`);
      await page.getByText("Beatline has no article with the ID in this link.").waitFor();
    });
  });

  for (const { name, ...look } of LOOKS) {
    it(`fits its window and passes axe, ${name}`, async () => {
      const source = `look-${name}`;
      await sendDoubtful(review.service.url, source, [
        "enforcementAndLabor",
        "labor",
        "clinic",
        "immigration",
        "consulate",
      ]);
      await withReview(source, look, async (page) => {
        await ready(page);
        await assertFits(page);
        await assertAccessible(page);
        await keepScreenshot(page, `review-${name}`);
      });
    });
  }
});
