import assert from "node:assert/strict";
import { assertAccessible, keepScreenshot } from "../support/browser.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { heading, inHand, readHeading, ready, rows, said, useReviewPage } from "../support/review-page.js";

describeWith(["chromium"], "deciding in the review queue", () => {
  const review = useReviewPage();
  const { withReview, decisionsOn } = review;

  it("accepts the marked tag by A, rejects it by R, and moves on once none is left", async () => {
    const [both = "", one = ""] = await sendDoubtful(review.service.url, "keys", ["enforcementAndLabor", "labor"]);
    await withReview("keys", {}, async (page) => {
      await rows(page).filter({ hasText: DOUBTFUL.enforcementAndLabor.headline }).click();
      await ready(page);
      await inHand(page).getByText("press A to accept, R to reject").waitFor();
      assert.match((await inHand(page).locator(".target h3").textContent()) ?? "", /Enforcement/);
      await page.keyboard.press("a");
      await said(page, "Accepted Enforcement. Still to decide: Labor.");
      await page.keyboard.press("r");
      await said(page, /^Rejected Labor on “Drivers park.*Next: “Warehouse plan/);
      assert.deepEqual(await decisionsOn(both), { enforcement: "accepted", labor: "rejected" });
      assert.equal(await rows(page).count(), 1);
      assert.equal(await page.evaluate("document.activeElement.id"), "review-headline");
      await page.getByText(/^Saved /).waitFor();
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText("No articles to review").waitFor();
      assert.equal((await decisionsOn(one)).labor, "accepted");
      await assertAccessible(page);
    });
  });

  it("takes a held key as one decision, and decides on no article before it can be seen", async () => {
    const [first = "", second = ""] = await sendDoubtful(review.service.url, "held", ["labor", "labor"]);
    await withReview("held", {}, async (page) => {
      await ready(page);
      await page.keyboard.down("a");
      await said(page, /^Accepted Labor on .* Next: /);
      await ready(page);
      await page.keyboard.down("a");
      await page.keyboard.up("a");
      assert.equal(await rows(page).count(), 1);
      await page.keyboard.press("u");
      await said(page, /^Undone: /);
      await inHand(page).locator(".review-buttons").waitFor();
      await page.keyboard.press("r");
      await page.keyboard.press("r");
      await ready(page);
      await page.keyboard.press("j");
      await said(page, /^2 of 2: /);
      assert.deepEqual(
        [await decisionsOn(first), await decisionsOn(second)],
        [{ labor: "suggested" }, { labor: "suggested" }],
      );
      await ready(page);
      await page.keyboard.press("a");
      await said(page, /^Accepted Labor on /);
    });
  });

  it("accepts, rejects and adds any tag by button", async () => {
    const [both = ""] = await sendDoubtful(review.service.url, "buttons", ["enforcementAndLabor"]);
    await withReview("buttons", {}, async (page) => {
      await page.getByRole("button", { name: "Reject Labor" }).click();
      await said(page, "Rejected Labor. Still to decide: Enforcement.");
      await page.getByRole("button", { name: "Add Labor" }).click();
      await said(page, "Accepted Labor. Still to decide: Enforcement.");
      await page.getByRole("button", { name: "Add Immigration" }).click();
      await said(page, "Added Immigration. Still to decide: Enforcement.");
      await page.getByRole("button", { name: "Accept Enforcement" }).click();
      await page.getByText("No articles to review").waitFor();
      assert.deepEqual(await decisionsOn(both), { enforcement: "accepted", immigration: "added", labor: "accepted" });
    });
  });

  it("marks the same tag on the article's page, and accepts it there by A", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "same-tag", ["enforcementAndLabor"]);
    await withReview("same-tag", {}, async (page) => {
      // Enforcement is less certain, but labor is the main subject.
      await page.route(`**/v1/articles/${id}/tags?include=*`, async (route) => {
        const response = await route.fetch();
        const document = await response.json();
        for (const tag of document.tags) tag.relevance = tag.topic === "labor" ? 0.9 : 0.01;
        await route.fulfill({ response, json: document });
      });
      await page.reload();
      await ready(page);
      assert.match((await inHand(page).locator(".target h3").textContent()) ?? "", /Labor/);
      await page.keyboard.press("o");
      await page.locator(".article-tag.target").getByText("Press A to accept this tag, R to reject it.").waitFor();
      assert.match((await page.locator(".article-tag.target h3").textContent()) ?? "", /Labor/);
      await assertAccessible(page);
      await keepScreenshot(page, "article-target");
      await page.keyboard.press("a");
      await page.getByText("Accepted by an editor").waitFor();
      assert.deepEqual(await decisionsOn(id), { enforcement: "suggested", labor: "accepted" });
    });
  });

  it("adds topics by 1, 2 and 3, or accepts them if they are suggested", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "numbers", ["labor"]);
    await withReview("numbers", {}, async (page) => {
      await ready(page);
      await page.keyboard.press("1");
      await said(page, "Added Immigration. Still to decide: Labor.");
      await page.keyboard.press("1");
      await said(page, "Immigration is already a tag on this article.");
      await page.keyboard.press("2");
      await said(page, "Added Enforcement. Still to decide: Labor.");
      await page.keyboard.press("3");
      await page.getByText("No articles to review").waitFor();
      assert.deepEqual(await decisionsOn(id), { immigration: "added", enforcement: "added", labor: "accepted" });
    });
  });

  it("undoes decisions one by one, across articles, by U or by button", async () => {
    const [both = "", one = ""] = await sendDoubtful(review.service.url, "undo", ["enforcementAndLabor", "labor"]);
    await withReview("undo", {}, async (page) => {
      await rows(page).filter({ hasText: DOUBTFUL.enforcementAndLabor.headline }).click();
      await ready(page);
      await page.keyboard.press("a");
      await said(page, /Still to decide: Labor/);
      await page.keyboard.press("a");
      await said(page, /Next: “Warehouse/);
      await ready(page);
      await page.keyboard.press("r");
      await page.getByText("No articles to review").waitFor();
      await page.keyboard.press("u");
      await said(page, /^Undone: Rejected Labor on “Warehouse/);
      assert.equal(await readHeading(page), DOUBTFUL.labor.headline);
      assert.equal((await decisionsOn(one)).labor, "suggested");
      await page.getByRole("button", { name: "Undo", exact: true }).click();
      await said(page, /^Undone: Accepted Labor on “Drivers/);
      await page.keyboard.press("u");
      await said(page, /^Undone: Accepted Enforcement on “Drivers/);
      assert.deepEqual(await decisionsOn(both), { enforcement: "suggested", labor: "suggested" });
      await ready(page);
      assert.equal(await page.getByRole("button", { name: "Undo", exact: true }).isDisabled(), true);
      assert.equal(await rows(page).count(), 2);
    });
  });

  it("undoes the last decision on any article, both in the queue and on an article's page", async () => {
    const [both = ""] = await sendDoubtful(review.service.url, "one-undo", ["enforcementAndLabor", "labor"]);
    await withReview("one-undo", {}, async (page) => {
      await rows(page).filter({ hasText: DOUBTFUL.enforcementAndLabor.headline }).click();
      await ready(page);
      await page.keyboard.press("a");
      await said(page, /^Accepted Enforcement/);
      await page.keyboard.press("o");
      await page.getByRole("region", { name: "Tags" }).waitFor();
      await page.keyboard.press("r");
      await page.getByRole("region", { name: "Tags" }).getByText("Rejected by an editor").waitFor();
      await page.goBack();
      await heading(page).waitFor();
      await page.keyboard.press("u");
      await said(page, /^Undone: Rejected Labor on “Drivers/);
      assert.deepEqual(await decisionsOn(both), { enforcement: "accepted", labor: "suggested" });
      await rows(page).filter({ hasText: DOUBTFUL.labor.headline }).click();
      await page.keyboard.press("o");
      await page.getByRole("heading", { name: DOUBTFUL.labor.headline }).waitFor();
      await page.keyboard.press("u");
      await said(page, /^Undone: Accepted Enforcement on “Drivers/);
      assert.deepEqual(await decisionsOn(both), { enforcement: "suggested", labor: "suggested" });
      await page.keyboard.press("u");
      await said(page, "There is nothing to undo.");
    });
  });

  it("keeps the selected article while it is offline, and takes decisions once the network is back", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "offline", ["labor"]);
    await withReview("offline", {}, async (page) => {
      await ready(page);
      await page.context().setOffline(true);
      await page.keyboard.press("a");
      await page
        .getByRole("alert")
        .getByText(/Your decision may or may not have been saved/)
        .waitFor();
      assert.equal(await readHeading(page), DOUBTFUL.labor.headline);
      await assertAccessible(page);
      assert.equal((await decisionsOn(id)).labor, "suggested");
      await page.context().setOffline(false);
      await page
        .getByRole("alert")
        .getByText(/^Not saved: Beatline did not receive your decision/)
        .waitFor();
      await page.keyboard.press("a");
      await page.getByText("No articles to review").waitFor();
      assert.equal((await decisionsOn(id)).labor, "accepted");
    });
  });

  it("finds out what became of a decision whose answer was lost, and can undo it", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "lost", ["enforcementAndLabor"]);
    await withReview("lost", {}, async (page) => {
      await ready(page);
      await page.route(`**/v1/articles/${id}/tags?*`, async (route) => {
        // A request from here has no page, so it needs the origin that the service asks for.
        const headers = { ...route.request().headers(), origin: review.service.url };
        if (route.request().method() === "PATCH") assert.equal((await route.fetch({ headers })).status(), 200);
        await route.abort();
      });
      await page.getByRole("button", { name: "Accept Enforcement" }).click();
      await page
        .getByRole("alert")
        .getByText(/Your decision may or may not have been saved/)
        .waitFor();
      await page.unroute(`**/v1/articles/${id}/tags?*`);
      await said(page, "Accepted Enforcement. Still to decide: Labor.");
      await page.getByText(/^Saved /).waitFor();
      await page.keyboard.press("u");
      await said(page, /^Undone: Accepted Enforcement/);
      assert.deepEqual(await decisionsOn(id), { enforcement: "suggested", labor: "suggested" });
    });
  });
});
