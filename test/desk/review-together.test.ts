import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { callAs } from "../support/admin.js";
import { assertAccessible, keepScreenshot, signIn } from "../support/browser.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { decideAs, readHeading, ready, rows, said, useReviewPage } from "../support/review-page.js";

describeWith(["chromium"], "the review queue with two editors", () => {
  const review = useReviewPage();
  const { withReview, decisionsOn } = review;
  let mariasKey: string;

  before(async () => {
    const key = { name: "Maria", scopes: ["read", "review"] };
    mariasKey = (await callAs(review.service.url)("POST", "/v1/keys", key)).body.key;
  });

  it("lets one editor work on an article, and tells the other who that is", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "claims", ["labor", "clinic"]);
    await withReview("claims", {}, async (page) => {
      await rows(page).filter({ hasText: DOUBTFUL.clinic.headline }).click();
      await ready(page);
      let claimed: Promise<unknown> = Promise.reject(new Error("the page was not opened"));
      claimed.catch(() => {});
      const onOpen = (opened: Page) => {
        claimed = opened.waitForResponse((response) => response.url().endsWith(`${id}/claim`));
      };
      await withReview("claims", { key: mariasKey, onOpen }, async (hers) => {
        await claimed;
        await ready(hers);
        await rows(page).filter({ hasText: DOUBTFUL.labor.headline }).click();
        await page.getByText("Maria is working on this article.").waitFor();
        assert.equal(await page.getByRole("button", { name: "Accept Labor" }).isDisabled(), true);
        await page.keyboard.press("a");
        assert.equal((await decisionsOn(id)).labor, "suggested");
        await assertAccessible(page);
        await keepScreenshot(page, "review-claimed");
        await hers.keyboard.press("a");
        await hers.getByText(/^Saved /).waitFor();
      });
      await page.getByRole("button", { name: "Check again" }).click();
      await page.getByText("This article has no suggested tags left.").waitFor();
      await page.getByRole("button", { name: "Next article" }).click();
      assert.equal(await readHeading(page), DOUBTFUL.clinic.headline);
      assert.equal(await rows(page).count(), 1);
    });
  });

  it("keeps an article claimed until its full page is left, and tells another editor on that page", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "claim-kept", ["labor"]);
    await withReview("claim-kept", {}, async (page) => {
      await ready(page);
      await page.keyboard.press("o");
      await page.getByRole("region", { name: "Tags" }).waitFor();
      await page.waitForTimeout(1_000);
      await withReview("claim-kept", { key: mariasKey, path: `/desk/articles/${id}` }, async (hers) => {
        await hers.getByText(" is working on this article.").waitFor();
        await hers.keyboard.press("a");
        await hers.locator(".article-notice").getByText("is working on this article").waitFor();
        await assertAccessible(hers);
        assert.equal((await decisionsOn(id)).labor, "suggested");
        await page.getByRole("link", { name: "Live", exact: true }).click();
        await page.waitForTimeout(1_000);
        await hers.getByRole("button", { name: "Check again" }).click();
        await hers.getByRole("button", { name: "Check again" }).waitFor({ state: "detached" });
        await hers.keyboard.press("a");
        await hers.getByText("Accepted by an editor").waitFor();
      });
    });
  });

  it("opens a linked article that another editor is working on, and says so", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "link-claimed", ["labor", "clinic"]);
    await withReview("link-claimed", { path: `/desk/?source=link-claimed&article=${id}` }, async (page) => {
      await ready(page);
      await page.waitForTimeout(1_000);
      const path = `/desk/?source=link-claimed&article=${id}`;
      await withReview("link-claimed", { key: mariasKey, path }, async (hers) => {
        await hers.getByText(" is working on this article.").waitFor();
        assert.equal(await readHeading(hers), DOUBTFUL.labor.headline);
        assert.equal(await rows(hers).count(), 2);
      });
    });
  });

  it("names the editor who is working on an article by their key's name, whatever it contains", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "named", ["labor"]);
    const name = "The one who is at this article until noon";
    const { key } = (await callAs(review.service.url)("POST", "/v1/keys", { name, scopes: ["review"] })).body;
    assert.equal((await callAs(review.service.url, key)("PUT", `/v1/review/${id}/claim`)).status, 200);
    await withReview("named", { path: `/desk/articles/${id}` }, async (page) => {
      await page.getByText(`${name} is working on this article.`, { exact: true }).waitFor();
    });
  });

  it("does not let an editor undo what another decided before them in the same browser", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "desk-shared", ["enforcementAndLabor"]);
    await withReview("desk-shared", {}, async (page) => {
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText(/^Saved /).waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await signIn(page, mariasKey);
      await page.getByText("Nothing to save").waitFor();
      await ready(page);
      await page.keyboard.press("u");
      await said(page, "There is nothing to undo.");
      assert.equal((await decisionsOn(id)).enforcement, "accepted");
    });
  });

  it("lets an editor undo what they decided before their session ended", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "over", ["enforcementAndLabor"]);
    await withReview("over", {}, async (page) => {
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText(/^Saved /).waitFor();
      await page.context().clearCookies();
      await page.keyboard.press("a");
      await page.getByText("Your session has ended").waitFor();
      await signIn(page);
      await ready(page);
      await page.keyboard.press("u");
      await said(page, /^Undone: Accepted Enforcement/);
      assert.deepEqual(await decisionsOn(id), { enforcement: "suggested", labor: "suggested" });
    });
  });

  it("undoes nothing from before another editor's decision came in between", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "between", ["enforcementAndLabor"]);
    await withReview("between", {}, async (page) => {
      await ready(page);
      await page.keyboard.press("1");
      await said(page, /^Added Immigration/);
      await decideAs(review.service.url, mariasKey, id, { topic: "immigration", action: "reject" });
      await page.keyboard.press("a");
      await page.getByRole("alert").getByText("Maria rejected Immigration.").waitFor();
      await page.keyboard.press("3");
      await said(page, /^Accepted Labor/);
      await page.keyboard.press("u");
      await said(page, /^Undone: Accepted Labor/);
      await page.keyboard.press("u");
      await said(page, "There is nothing to undo.");
      assert.deepEqual(await decisionsOn(id), {
        enforcement: "suggested",
        immigration: "rejected",
        labor: "suggested",
      });
    });
  });

  it("shows what another editor decided meanwhile instead of overwriting it", async () => {
    const [id = ""] = await sendDoubtful(review.service.url, "race", ["enforcementAndLabor"]);
    await withReview("race", {}, async (page) => {
      await ready(page);
      await decideAs(review.service.url, mariasKey, id, { topic: "labor", action: "reject" });
      await page.keyboard.press("a");
      await page.getByRole("alert").getByText("Maria rejected Labor.").waitFor();
      assert.deepEqual(await decisionsOn(id), { enforcement: "suggested", labor: "rejected" });
      await assertAccessible(page);
      await keepScreenshot(page, "review-race");
      await page.keyboard.press("a");
      await page.getByText("No articles to review").waitFor();
      await decideAs(review.service.url, mariasKey, id, { topic: "enforcement", action: "reject" });
      await page.keyboard.press("u");
      await page.getByText("Not undone: the article has changed since your decision.").waitFor();
      assert.deepEqual(await decisionsOn(id), { enforcement: "rejected", labor: "rejected" });
    });
  });
});
