import assert from "node:assert/strict";
import { callAs } from "../support/admin.js";
import { historyOn, tagOn, useArticlePage } from "../support/article-page.js";
import { assertAccessible, type DeskOptions, NARROW } from "../support/browser.js";
import { fetchJson } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { decideAs } from "../support/review-page.js";
import { API_KEY } from "../support/service.js";

/** An article whose only tag is a suggested one, labor. */
const SUGGESTED = {
  headline: "School board weighs budget cuts",
  body: "The school board met on Tuesday to weigh cuts to next year's budget. Teachers filled the hall and their union asked the board to spare the art programs and their pay. The board will vote in May.",
};

describeWith(["chromium"], "deciding on tags in the article view", () => {
  const article = useArticlePage();

  it("accepts, rejects, undoes and clears, and lists each step with its note in the history", async () => {
    const { articleId, document } = await article.deliverTagged();
    const [first] = document.tags;
    assert.ok(first);
    const name = first.topic.charAt(0).toUpperCase() + first.topic.slice(1);
    await article.visit(articleId, {}, async (page) => {
      await page.getByLabel("Note for your next decision").fill("It is what the story is about");
      await page.getByRole("button", { name: `Accept ${name}` }).click();
      await tagOn(page, name).getByText("Accepted by an editor").waitFor();
      await historyOn(page).getByText("It is what the story is about").waitFor();
      assert.equal(await page.getByLabel("Note for your next decision").inputValue(), "");
      await page.getByRole("button", { name: `Reject ${name}` }).click();
      await tagOn(page, name).getByText("Rejected by an editor").waitFor();
      await historyOn(page).getByText(`rejected ${name}`).waitFor();
      await page.getByRole("heading", { level: 1 }).click();
      await page.keyboard.press("u");
      await tagOn(page, name).getByText("Accepted by an editor").waitFor();
      await page.getByRole("button", { name: `Clear your decision on ${name}` }).click();
      await tagOn(page, name).getByText("by the model").waitFor();
      await historyOn(page).getByText(`cleared the decision on ${name}`).waitFor();
      const pointedAt = await historyOn(page).locator("time").first().getAttribute("title");
      assert.match(pointedAt ?? "", /:\d\d\s[AP]M\s(?:UTC|GMT|[A-Z]{3,5})/, "a time says its zone");
      const past = await fetchJson(`${article.service.url}/v1/articles/${articleId}/history`);
      assert.match(JSON.stringify(past.body), /"clear".*"accept".*"reject".*"accept"/);
    });
  });

  it("uses one name for a topic, in text and on buttons", async () => {
    const { articleId } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      await tagOn(page, "Enforcement").getByRole("button", { name: "Accept Enforcement" }).waitFor();
      assert.equal(await page.getByRole("button", { name: /Law enforcement/ }).count(), 0);
    });
  });

  it("adds a near miss by button and any other topic by key", async () => {
    const { articleId, document } = await article.deliverTagged({
      headline: "School board weighs budget cuts",
      body: "The school board met on Tuesday to weigh cuts to next year's budget. Teachers filled the hall, and one asked the board to spare the art programs and the pay of its aides. The board will vote in May.",
    });
    assert.equal(document.tags.length, 0);
    const [missed] = document.nearMisses;
    assert.equal(missed?.topic, "labor");
    await article.visit(articleId, {}, async (page) => {
      await page.getByText("The model found no topic in this article.").waitFor();
      const lacked = `${Math.round(missed.confidence * 100)}%, needs ${Math.round(missed.threshold * 100)}%`;
      await tagOn(page, "Labor").getByText(lacked).waitFor();
      await page.getByRole("button", { name: "Add labor" }).click();
      await tagOn(page, "Labor").getByText("Added by an editor").waitFor();
      await historyOn(page).getByText("added Labor").waitFor();
      await page.keyboard.press("1");
      await tagOn(page, "Immigration").getByText("Added by an editor").waitFor();
      await historyOn(page).getByText("added Immigration").waitFor();
      await page.keyboard.press("1");
      await page.getByText("Immigration is already a tag on this article.").waitFor();
      await page.getByRole("button", { name: "Clear your decision on Labor" }).press("Enter");
      await tagOn(page, "Labor").getByText(lacked).waitFor();
      assert.equal(await page.evaluate("document.activeElement.id"), "article-tags-title");
    });
  });

  it("acts on the suggested tag by A, R and U, and returns to the queue by B", async () => {
    const { articleId, document } = await article.deliverTagged(SUGGESTED);
    assert.deepEqual(
      document.tags.map(({ topic, decision }) => `${topic} ${decision}`),
      ["labor suggested"],
    );
    await article.visit(articleId, {}, async (page) => {
      await tagOn(page, "Labor").getByText("Suggested by the model").waitFor();
      await page.keyboard.press("a");
      await tagOn(page, "Labor").getByText("Accepted by an editor").waitFor();
      await page.keyboard.press("r");
      await page.getByText("There are no suggested tags left to decide on").waitFor();
      await page.keyboard.press("u");
      await tagOn(page, "Labor").getByText("Suggested by the model").waitFor();
      await page.keyboard.press("r");
      await tagOn(page, "Labor").getByText("Rejected by an editor").waitFor();
      await page.keyboard.press("b");
      await page.waitForURL(/\/desk\/$/);
    });
  });

  it("says that an editor rejected the only tag, and no longer calls that tag primary", async () => {
    const { articleId, document } = await article.deliverTagged(SUGGESTED);
    assert.equal(document.tags.length, 1);
    await article.visit(articleId, {}, async (page) => {
      await tagOn(page, "Labor").getByText("Primary").waitFor();
      await page.keyboard.press("r");
      await page.getByText("No tags are left: an editor rejected what the model suggested.").waitFor();
      assert.equal(await page.getByText("The model found no topic").count(), 0);
      assert.equal(await tagOn(page, "Labor").getByText("Primary").count(), 0);
      await page.goto(new URL("/desk/articles?decision=rejected", page.url()).href);
      await page.locator(".rows > li").first().getByText("all tags rejected").waitFor();
    });
  });

  it("offers no decisions to a read-only key, says so, and does not try to claim the article", async () => {
    const { articleId } = await article.deliverTagged();
    const admin = callAs(article.service.url);
    const { key } = (await admin("POST", "/v1/keys", { name: "reader", scopes: ["read"] })).body;
    const refused: string[] = [];
    const onOpen: DeskOptions["onOpen"] = (page) =>
      void page.on("response", (response) => void (response.status() === 403 && refused.push(response.url())));
    await article.visit(articleId, { key, onOpen }, async (page) => {
      await page.getByText("Your key can read but not decide.").waitFor();
      assert.equal(await page.getByRole("button", { name: /^(Accept|Reject|Add|Clear) / }).count(), 0);
      await page.keyboard.press("?");
      await page.getByRole("dialog").getByText("Show or hide the tone").waitFor();
      assert.equal(await page.getByRole("dialog").getByText("Accept the").count(), 0);
      await assertAccessible(page);
      assert.deepEqual(refused, []);
    });
  });

  it("says whose decision would be cleared, and names who made each one in the history", async () => {
    const { articleId, document } = await article.deliverTagged(SUGGESTED);
    assert.equal(document.tags.length, 1);
    const admin = callAs(article.service.url);
    const { key } = (await admin("POST", "/v1/keys", { name: "Dana", scopes: ["read", "review"] })).body;
    await decideAs(article.service.url, API_KEY, articleId, { topic: "labor", action: "accept" });
    await article.visit(articleId, { key }, async (page) => {
      await page.getByRole("button", { name: "Clear API_KEY’s decision on Labor" }).waitFor();
      await page.getByRole("button", { name: "Reject Labor" }).click();
      await page.getByRole("button", { name: "Clear your decision on Labor" }).click();
      await tagOn(page, "Labor").getByText("Suggested by the model").waitFor();
      await page.getByRole("button", { name: "Clear decision on Labor" }).waitFor();
      await historyOn(page).getByText("Dana cleared the decision on Labor").waitFor();
      const made = await historyOn(page).locator(".decision > div").allTextContents();
      assert.deepEqual(made, ["Dana cleared the decision on Labor", "Dana rejected Labor", "API_KEY accepted Labor"]);
    });
  });

  it("hides keyboard hints on touch screens", async () => {
    const { articleId } = await article.deliverTagged(SUGGESTED);
    for (const isTouched of [false, true]) {
      await article.visit(articleId, { viewport: NARROW, hasTouch: isTouched, isMobile: isTouched }, async (page) => {
        await tagOn(page, "Labor").getByText("Suggested by the model").waitFor();
        assert.equal(await page.getByText("Press A to accept this tag, R to reject it.").isVisible(), !isTouched);
      });
    }
  });
});
