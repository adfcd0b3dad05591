import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { historyOn, tagOn, useArticlePage } from "../support/article-page.js";
import { assertAccessible, NARROW, signIn, WIDE } from "../support/browser.js";
import { describeWith } from "../support/programs.js";
import { decideAs } from "../support/review-page.js";
import { API_KEY } from "../support/service.js";

describeWith(["chromium"], "unsaved decisions in the article view", () => {
  const article = useArticlePage();

  it("shows what another editor decided meanwhile instead of overwriting it", async () => {
    const { articleId, document } = await article.deliverTagged();
    const topic = document.tags[0]?.topic ?? "";
    const name = topic.charAt(0).toUpperCase() + topic.slice(1);
    await article.visit(articleId, {}, async (page) => {
      await page.getByRole("button", { name: `Accept ${name}` }).waitFor();
      await decideAs(article.service.url, API_KEY, articleId, { topic, action: "reject", note: "A mere mention" });
      await page.getByRole("button", { name: `Accept ${name}` }).click();
      await page.getByText(new RegExp(`In the meantime: .+ rejected ${name} \\(“A mere mention”\\)`)).waitFor();
      await tagOn(page, name).getByText("Rejected by an editor").waitFor();
    });
  });

  it("keeps a short 'Not saved' notice in the bar, uncut at both widths, until the view changes", async () => {
    for (const viewport of [WIDE, NARROW]) {
      const { articleId, document } = await article.deliverTagged();
      const topic = document.tags[0]?.topic ?? "";
      await article.visit(articleId, { viewport }, async (page) => {
        const accept = page.getByRole("button", { name: /^Accept / }).first();
        await accept.waitFor();
        await decideAs(article.service.url, API_KEY, articleId, { topic, action: "reject" });
        await accept.click();
        const saved = page.locator(".bar").getByText("Not saved: article changed", { exact: true });
        await saved.waitFor();
        const cutOff = "(element) => element.scrollWidth - element.clientWidth";
        assert.equal(await page.evaluate(`(${cutOff})(document.querySelector(".saved"))`), 0);
        await page.getByText(/^Your decision was not saved\. In the meantime: .+ rejected/).waitFor();
        await page.getByRole("link", { name: "Topics", exact: true }).click();
        await page.locator(".bar").getByText("Nothing to save").waitFor();
      });
    }
  });

  it("keeps the article and an unfinished note when the newer state cannot be loaded after an undo", async () => {
    const { articleId } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      const accept = page.getByRole("button", { name: /^Accept / }).first();
      await accept.click();
      await page.getByText("Accepted by an editor").waitFor();
      const note = page.getByLabel("Note for your next decision");
      await note.fill("A mere mention");
      await page.keyboard.press("Escape");
      await page.route("**/history", (route) => route.abort());
      await page.keyboard.press("u");
      await page.getByText("The article could not be refreshed").waitFor();
      await page.getByRole("region", { name: "Article text" }).waitFor();
      assert.equal(await note.inputValue(), "A mere mention");
      await assertAccessible(page);
      await page.unroute("**/history");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("The article could not be refreshed").waitFor({ state: "detached" });
      assert.equal(await note.inputValue(), "A mere mention");
    });
  });

  it("keeps an unfinished note when the session ends and the editor signs in again", async () => {
    const { articleId } = await article.deliverTagged();
    let calledLast: Promise<unknown> | undefined;
    const onOpen = (page: Page) => {
      const called = (path: string) => page.waitForResponse((response) => response.url().endsWith(path));
      calledLast = Promise.all([called(`${articleId}/claim`), called("/v1/topics")]);
    };
    await article.visit(articleId, { onOpen }, async (page) => {
      const note = page.getByLabel("Note for your next decision");
      await note.fill("A mere mention");
      // Any of the view's own calls that met no session would end the view before the decision does.
      await calledLast;
      await page.context().clearCookies();
      await page.getByRole("button", { name: "Reject Labor" }).click();
      await page.getByText("Your session has ended").waitFor();
      await signIn(page);
      await note.waitFor();
      assert.equal(await note.inputValue(), "A mere mention");
      await page.getByRole("button", { name: "Reject Labor" }).click();
      await historyOn(page).getByText("A mere mention").waitFor();
      assert.equal(await note.inputValue(), "");
    });
  });

  it("shows on screen why a decision was not saved, however far down the page it was made", async () => {
    const { articleId, document } = await article.deliverTagged();
    assert.equal(document.tags.length, 3);
    await article.visit(articleId, { viewport: NARROW }, async (page) => {
      const last = page.getByRole("button", { name: /^Accept / }).last();
      await last.waitFor();
      await decideAs(article.service.url, API_KEY, articleId, { topic: "labor", action: "reject" });
      await last.click();
      const notice = page.locator(".article-notice p");
      await notice.getByText(/^Your decision was not saved\. In the meantime: .+ rejected/).waitFor();
      assert.ok(Number(await page.evaluate("scrollY")) > 200);
      const box = await notice.boundingBox();
      assert.ok(box && box.y >= 50 && box.y + box.height < NARROW.height, JSON.stringify(box));
      await assertAccessible(page);
    });
  });

  it("keeps the article on screen while offline, and reports an unsaved decision once it knows", async () => {
    const { articleId } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      const accept = page.getByRole("button", { name: /^Accept / }).first();
      await accept.waitFor();
      await page.context().setOffline(true);
      await accept.click();
      await page.locator(".article-notice").getByText("Your decision may or may not have been saved").waitFor();
      await page.getByRole("region", { name: "Article text" }).waitFor();
      await assertAccessible(page);
      await page.context().setOffline(false);
      await page.getByRole("main").getByText("Not saved: Beatline did not receive your decision").waitFor();
      await accept.click();
      await page.getByText("Accepted by an editor").waitFor();
      assert.equal(await page.locator(".article-notice p").count(), 0);
    });
  });
});
