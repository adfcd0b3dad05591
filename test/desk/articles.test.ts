import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { assertAccessible, assertFits, type DeskOptions, keepScreenshot, LOOKS, NARROW } from "../support/browser.js";
import { type ArticleData, anArticle, fetchJson, signed } from "../support/deliveries.js";
import { useDeskSuite } from "../support/desk-suite.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";

describeWith(["chromium"], "the desk's articles view", () => {
  const desk = useDeskSuite();

  const visit = (path: string, use: (page: Page) => Promise<void>, options: DeskOptions = {}) =>
    desk.visit({ path: `/desk/articles${path}`, ...options }, use);

  async function deliverTagged(changes: Partial<ArticleData>): Promise<string> {
    const { body } = await fetchJson(`${desk.service.url}/v1/webhooks/cms`, signed(anArticle(changes)));
    await fetchJson(`${desk.service.url}/v1/articles/${body.articleId}/tags?wait=10`);
    return body.articleId;
  }

  const rows = (page: Page) => page.locator(".rows > li");
  const headlines = (page: Page) => rows(page).locator(".headline").allTextContents();

  async function search(page: Page, text: string): Promise<void> {
    await page.getByRole("searchbox", { name: "Search" }).fill(text);
    await page.getByRole("searchbox", { name: "Search" }).press("Enter");
  }

  it("shows each article's tags in words, and opens the full article from its row", async () => {
    const headline = "Border agents arrest pickers as their union wants higher wages";
    await deliverTagged({ headline, section: "rows" });
    await visit("?section=rows", async (page) => {
      const row = rows(page).first();
      await row.getByText("cms · rows").waitFor();
      await row.getByText("automatic", { exact: true }).first().waitFor();
      await row.getByText(/ tone$/).waitFor();
      assert.doesNotMatch((await row.textContent()) ?? "", /100%/);
      await row.getByRole("link", { name: headline }).click();
      await page.getByRole("region", { name: "Tags" }).waitFor();
      assert.equal(await page.getByRole("link", { name: "Articles" }).getAttribute("aria-current"), "page");
    });
  });

  it("labels a blank headline, cuts a very long one, and aligns each with its script's direction", async () => {
    const headlines = ["   ", "Warehouse workers ".repeat(40).trim(), "إضراب عمال المستودعات (2026) warehouse"];
    for (const headline of headlines) await deliverTagged({ headline, section: "odd" });
    await visit("?section=odd", async (page) => {
      await page.getByRole("link", { name: "No headline" }).waitFor();
      const long = rows(page).getByRole("link", { name: /^Warehouse workers/ });
      assert.ok(((await long.boundingBox())?.height ?? 999) < 120);
      const gap: number = await page.evaluate(`(() => {
        const link = [...document.querySelectorAll(".rows a")].find((each) => each.textContent.includes("2026"));
        const text = document.createRange();
        text.selectNodeContents(link);
        return link.closest("li").getBoundingClientRect().right - text.getBoundingClientRect().right;
      })()`);
      assert.ok(gap < 5, `its first letter is ${gap} px from the right`);
      await page.getByRole("link", { name: "No headline" }).click();
      await page.getByRole("heading", { name: "No headline", level: 1 }).waitFor();
      await assertAccessible(page);
    });
  });

  it("searches headlines, also from the keyboard, and keeps the search in the link", async () => {
    await sendDoubtful(desk.service.url, "search", ["labor", "clinic"]);
    await visit("?source=search", async (page) => {
      await until(async () => (await rows(page).count()) === 2, "both are listed");
      await page.keyboard.press("/");
      await page.keyboard.type("warehouse");
      await page.keyboard.press("Enter");
      await page.waitForURL(/q=warehouse/);
      await until(async () => (await rows(page).count()) === 1, "one is left");
      await page.reload();
      await rows(page).first().waitFor();
      assert.deepEqual(await headlines(page), [DOUBTFUL.labor.headline]);
      assert.equal(await page.getByRole("searchbox", { name: "Search" }).inputValue(), "warehouse");
      await search(page, "no such words");
      await page.getByText("No articles match").waitFor();
      await assertAccessible(page);
      await page.getByRole("button", { name: "Clear filters" }).click();
      await page.waitForURL(/\/desk\/articles$/);
      assert.equal(await page.getByRole("searchbox", { name: "Search" }).inputValue(), "");
    });
  });

  it("filters by topic, decision, tone and publication dates", async () => {
    const changes = { section: "choices" };
    await sendDoubtful(desk.service.url, "early", ["labor"], { ...changes, publishedAt: "2026-03-01T23:59:59Z" });
    await sendDoubtful(desk.service.url, "late", ["labor", "clinic"], {
      ...changes,
      publishedAt: "2026-03-05T12:00:00Z",
    });
    await visit("?section=choices", async (page) => {
      await until(async () => (await rows(page).count()) === 3, "all are listed");
      await page.getByRole("combobox", { name: "Topic" }).selectOption("labor");
      await page.getByRole("combobox", { name: "Decision on this tag" }).selectOption("suggested");
      await page.waitForURL(/topic=labor&decision=suggested&section=choices/);
      await until(async () => (await rows(page).count()) === 2, "those with a suggested labor tag are left");
      await page.getByRole("combobox", { name: "Tone" }).selectOption("mixed");
      await page.getByText("No articles match").waitFor();
      await page.getByRole("combobox", { name: "Tone" }).selectOption("");
      await page.getByLabel("To", { exact: true }).fill("2026-03-01");
      await page.waitForURL(/to=2026-03-01/);
      await rows(page).getByText("early · choices").waitFor();
      await until(async () => (await rows(page).count()) === 1, "the last day is included");
      await page.getByLabel("To", { exact: true }).fill("2026-02-28");
      await page.getByText("No articles match").waitFor();
    });
  });

  it("opens the article whose URL or id is pasted, and says so when there is none", async () => {
    const id = await deliverTagged({ url: "https://news.example/2026/03/pasted" });
    await visit("", async (page) => {
      for (const pasted of [" http://www.news.example/2026/03/pasted?utm_source=mail ", id]) {
        await search(page, pasted);
        await page.waitForURL(new RegExp(`/desk/articles/${id}$`));
        await page.goBack();
        await page.getByRole("searchbox", { name: "Search" }).waitFor();
      }
      await search(page, "news.example/2026/03/none");
      await page.getByText(/could not be opened.*news\.example\/2026\/03\/none/).waitFor();
      await assertAccessible(page);
    });
  });

  it("keeps the focused row clear of the bars above and below", async () => {
    const kinds = Array.from({ length: 12 }, () => "labor" as const);
    await sendDoubtful(desk.service.url, "bars", kinds);
    const look = async (page: Page) => {
      await rows(page).last().waitFor();
      for (const key of ["Tab", "Shift+Tab"]) {
        for (let count = 0; count < kinds.length + 6; count++) {
          await page.keyboard.press(key);
          const [top, bottom, from, to]: number[] = await page.evaluate(`(() => {
            const link = document.activeElement.closest(".rows a")?.getBoundingClientRect();
            const [bar, places] = [".bar", ".places"].map((name) => document.querySelector(name).getBoundingClientRect());
            return link ? [link.top, link.bottom, bar.bottom, places.top] : [1, 1, 0, 2];
          })()`);
          assert.ok(
            (top ?? 0) >= (from ?? 0) && (bottom ?? 0) <= (to ?? 0),
            `${top} to ${bottom}, not ${from} to ${to}`,
          );
        }
      }
    };
    await visit("?source=bars", look, { viewport: NARROW });
  });

  it("prints without the bars, which would cover part of each page, and without controls", async () => {
    await sendDoubtful(desk.service.url, "paper", ["labor"]);
    await visit("?source=paper", async (page) => {
      await rows(page).first().waitFor();
      await page.emulateMedia({ media: "print" });
      for (const bar of [".bar", ".articles-filters", ".articles-search"])
        assert.ok(await page.locator(bar).isHidden(), bar);
      assert.ok(await rows(page).first().isVisible());
    });
  });

  it("shows a page at a time, and offers a retry when loading fails", async () => {
    const kinds = Array.from({ length: 27 }, () => "labor" as const);
    await sendDoubtful(desk.service.url, "long", kinds);
    await visit("?source=long", async (page) => {
      await until(async () => (await rows(page).count()) === 25, "a page is listed");
      await page.route("**/v1/articles?*", (route) => route.abort());
      await page.getByRole("combobox", { name: "Topic" }).selectOption("labor");
      await page.getByText("The articles could not be loaded.").waitFor();
      await page.unroute("**/v1/articles?*");
      await page.getByRole("button", { name: "Try again" }).click();
      await until(async () => (await rows(page).count()) === 25, "they are listed again");
    });
  });

  for (const { name, ...look } of LOOKS) {
    it(`fits its window and passes axe, ${name}`, async () => {
      await desk.visit({ path: "/desk/articles", ...look }, async (page) => {
        await rows(page).first().waitFor();
        await assertFits(page);
        await assertAccessible(page);
        await keepScreenshot(page, `articles-${name}`);
      });
    });
  }
});
