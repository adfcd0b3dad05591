import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { callAs } from "../support/admin.js";
import { fetchJson } from "../support/deliveries.js";
import { useDeskSuite } from "../support/desk-suite.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";

describeWith(["chromium"], "paging through the desk's articles view", () => {
  const desk = useDeskSuite();

  const visit = (path: string, use: (page: Page) => Promise<void>) =>
    desk.visit({ path: `/desk/articles${path}` }, use);

  const rows = (page: Page) => page.locator(".rows > li");

  it("returns the focus to the article that was opened, however far down the list", async () => {
    await sendDoubtful(desk.service.url, "far", Array<"labor">(27).fill("labor"));
    await visit("?source=far", async (page) => {
      await page.getByRole("button", { name: "Show more" }).click();
      const link = rows(page).nth(26).getByRole("link");
      const address = await link.getAttribute("href");
      await link.click();
      await page.getByRole("region", { name: "Tags" }).waitFor();
      await page.goBack();
      await until(async () => (await rows(page).count()) === 27, "both pages are there again");
      assert.equal(await page.evaluate("document.activeElement.getAttribute('href')"), address);
    });
  });

  it("requests only the next page for Show more, and all pages again after one failed to load", async () => {
    await sendDoubtful(desk.service.url, "pages", Array<"labor">(52).fill("labor"));
    await visit("?source=pages", async (page) => {
      await until(async () => (await rows(page).count()) === 25, "the first page is there");
      const asked: boolean[] = [];
      page.on("request", (request) => {
        const { pathname, searchParams } = new URL(request.url());
        if (pathname === "/v1/articles") asked.push(searchParams.has("cursor"));
      });
      const showMore = page.getByRole("button", { name: "Show more" });
      await showMore.click();
      await until(async () => (await rows(page).count()) === 50, "two pages are there");
      assert.deepEqual(asked, [true]);
      await page.route("**/v1/articles?*", (route) => route.abort());
      await showMore.click();
      await page.getByText("The articles could not be refreshed.").waitFor();
      assert.equal(await rows(page).count(), 50);
      await page.unroute("**/v1/articles?*");
      asked.length = 0;
      await page.getByRole("button", { name: "Try again" }).click();
      await until(async () => (await rows(page).count()) === 52, "all pages are there");
      assert.deepEqual(asked, [false, true, true]);
    });
  });

  it("shows an article once even if its publication date moves back between two pages", async () => {
    const ids = await sendDoubtful(desk.service.url, "moved", Array<"labor">(27).fill("labor"));
    await visit("?source=moved", async (page) => {
      await until(async () => (await rows(page).count()) === 25, "the first page is there");
      const headline = "Riverside plan waits for the council";
      const moved = { ...DOUBTFUL.labor, headline, source: "moved", id: "moved-0", version: 2, bodyFormat: "text" };
      const answer = await callAs(desk.service.url)("POST", "/v1/articles", {
        ...moved,
        publishedAt: "2026-01-05T09:00:00Z",
      });
      assert.equal(answer.status, 202, answer.text);
      await fetchJson(`${desk.service.url}/v1/articles/${ids[0]}/tags?wait=10`);
      await page.getByRole("button", { name: "Show more" }).click();
      await until(async () => (await rows(page).count()) === 27, "both pages are there");
      assert.equal(await rows(page).getByText(headline, { exact: true }).count(), 1);
    });
  });

  it("moves the focus to the first new article after Show more, even on the last page", async () => {
    await sendDoubtful(desk.service.url, "onward", Array<"labor">(27).fill("labor"));
    await visit("?source=onward", async (page) => {
      await page.getByRole("button", { name: "Show more" }).press("Enter");
      await until(async () => (await rows(page).count()) === 27, "the last page is there");
      assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
      await rows(page).nth(25).getByRole("link").and(page.locator(":focus")).waitFor();
    });
  });
});
