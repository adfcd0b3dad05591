import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Evidence } from "../../src/domain/tagging.js";
import { toggle, useArticlePage } from "../support/article-page.js";
import { assertAccessible, keepScreenshot } from "../support/browser.js";
import { anArticle } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";

describeWith(["chromium"], "the marks in an article's text", () => {
  const article = useArticlePage();

  /** Returns the text marked for one span of evidence, its pieces joined. */
  function marked(page: Page, id: string): Promise<string> {
    return page.evaluate(
      `[...document.querySelectorAll('[data-evidence~="${id}"]')].map((mark) => mark.textContent).join("")`,
    );
  }

  it("marks exactly the text that the evidence quotes, even where topics overlap", async () => {
    const { articleId, document } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      await page.getByRole("region", { name: "Tags" }).waitFor();
      let spans = 0;
      for (const { topic, evidence } of document.tags) {
        for (const [index, { quote }] of evidence.entries()) {
          assert.equal(await marked(page, `${topic}-${index}`), quote);
          spans++;
        }
      }
      assert.ok(spans > 3, `only ${spans} spans`);
      const overlaps = await page.locator('[data-evidence*=" "]').count();
      assert.ok(overlaps > 0, "no two topics share a sentence");
      const paragraphs = await page.locator(".article-text > p").allTextContents();
      assert.equal(paragraphs.join("\n\n"), document.text.body);
    });
  });

  it("shades a topic's words darker the more they add to its score, across sentences", async () => {
    const { articleId, document } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      await page.locator(".article-word").first().waitFor();
      const shown: { topic: string; level: number; text: string; ids: string[] }[] = await page.evaluate(
        `[...document.querySelectorAll(".article-word")].map((word) => ({
          topic: word.classList[1], level: Number(word.className.at(-1)), text: word.textContent,
          ids: word.closest("mark").dataset.evidence.split(" ") }))`,
      );
      for (const { topic, ...tag } of document.tags) {
        // The schema of the answer guarantees this type.
        const evidence = tag.evidence as Evidence[];
        const words = shown.filter((word) => word.topic === topic);
        const weights = words.map(({ text, ids }) => {
          const span = evidence.find((_, index) => ids.includes(`${topic}-${index}`));
          const word = span?.words.find(({ start, end }) => document.text[span.field].slice(start, end).includes(text));
          return (span?.weight ?? 0) * (word?.weight ?? 0);
        });
        const byWeight = words.map(({ level }, index) => ({ level, weight: weights[index] ?? 0 }));
        const levels = byWeight.sort((left, right) => left.weight - right.weight).map(({ level }) => level);
        assert.deepEqual(levels, levels.toSorted(), topic);
      }
    });
  });

  it("marks the selected topics and the tone, and keeps the selection in the link", async () => {
    const { articleId } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      await toggle(page, "Labor").click();
      assert.equal(await toggle(page, "Labor").getAttribute("aria-pressed"), "false");
      assert.equal(await page.locator('[data-evidence*="labor"]').count(), 0);
      assert.equal(new URL(page.url()).search, "?hide=labor");
      await page.keyboard.press("t");
      await page.locator("[data-tone]").first().waitFor();
      assert.equal(new URL(page.url()).search, "?hide=labor&tone=on");
      await page.reload();
      await page.locator("[data-tone]").first().waitFor();
      assert.equal(await page.locator('[data-evidence*="labor"]').count(), 0);
      await toggle(page, "Labor").click();
      await page.locator('[data-evidence*="labor"]').first().waitFor();
      await assertAccessible(page);
    });
  });

  it("shows the tone of each sentence, and sets quotes apart", async () => {
    const said = "“This is a shameful, horrific failure of the state,” she said.";
    const { articleId, document } = await article.deliverTagged({ body: `${anArticle().body}\n\n${said}` });
    const { sentences = [] } = document.sentiment;
    await article.visit(`${articleId}?tone=on`, {}, async (page) => {
      const chips = page.locator(".article-text .article-chip");
      await chips.first().waitFor();
      assert.equal(await chips.count(), sentences.length);
      const quoted = page.locator('.article-text [data-quoted="true"]').last();
      assert.equal(await quoted.textContent(), said);
      assert.equal(await quoted.getAttribute("data-tone"), "negative");
      assert.match((await quoted.locator(".article-chip").getAttribute("data-label")) ?? "", /^“ −0\.\d\d$/);
      await page.getByText(/\d+ neither/).waitFor();
      const tone = page.getByRole("region", { name: "Tone" });
      await tone.getByText(/how much likelier positive is than negative/).waitFor();
      await keepScreenshot(page, "article-tone");
    });
  });

  it("shows a mark's weight on hover and on focus, until Escape", async () => {
    const { articleId } = await article.deliverTagged();
    await article.visit(articleId, {}, async (page) => {
      const mark = page.locator(".article-text mark").first();
      await mark.hover();
      await page.getByRole("tooltip").getByText("of the score").first().waitFor();
      await page.getByRole("tooltip").hover();
      await page.waitForTimeout(400);
      assert.equal(await page.getByRole("tooltip").count(), 1);
      await page.keyboard.press("Escape");
      await page.getByRole("tooltip").waitFor({ state: "detached" });
      await page.mouse.move(0, 0);
      await mark.focus();
      await page.getByRole("tooltip").waitFor();
      await assertAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByRole("tooltip").waitFor({ state: "detached" });
      assert.match(new URL(page.url()).pathname, /articles/);
      await page.keyboard.press("Escape");
      await page.getByRole("heading", { name: "Review" }).waitFor();
    });
  });
});
