import assert from "node:assert/strict";
import { assertAccessible, assertFits, keepScreenshot, NARROW } from "../support/browser.js";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { useDeskSuite } from "../support/desk-suite.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { decideAs } from "../support/review-page.js";
import { API_KEY } from "../support/service.js";

describeWith(["chromium"], "the live view", () => {
  const desk = useDeskSuite();

  it("shows new articles on request, and keeps the articles that it shows up to date", async () => {
    await desk.visit({ path: "/desk/live" }, async (page) => {
      await page.getByText("Connected", { exact: true }).waitFor();
      const [id = ""] = await sendDoubtful(desk.service.url, "live", ["labor"]);
      await page.getByRole("button", { name: "Show 1 new article" }).click();
      const row = page.getByRole("listitem").filter({ hasText: DOUBTFUL.labor.headline });
      await row.getByText("suggested").waitFor();
      assert.equal(await page.getByRole("button", { name: /^Show/ }).count(), 0);
      await decideAs(desk.service.url, API_KEY, id, { topic: "labor", action: "accept" });
      await row.getByText("accepted").waitFor();
      await assertAccessible(page);
    });
  });

  it("announces new articles without moving what is being read, and shows their markup as text", async () => {
    await sendDoubtful(desk.service.url, "read", ["clinic"]);
    await desk.visit({ path: "/desk/live" }, async (page) => {
      await page.getByText("Connected", { exact: true }).waitFor();
      const first = page.getByRole("listitem").first();
      await first.waitFor();
      const place = await first.boundingBox();
      const headline = 'Strikers <img src=x onerror="alert(1)"> at the port win higher wages, union says';
      const { body } = await fetchJson(`${desk.service.url}/v1/webhooks/cms`, signed(anArticle({ headline })));
      await page.getByRole("button", { name: "Show 1 new article" }).waitFor();
      assert.deepEqual(await first.boundingBox(), place);
      await assertAccessible(page);
      await page.getByRole("button", { name: "Show 1 new article" }).click();
      await page.getByText("Strikers at the port win higher wages, union says").waitFor();
      const link = page.getByRole("listitem").first().getByRole("link");
      assert.equal(await link.textContent(), "Strikers at the port win higher wages, union says");
      assert.equal(await link.getAttribute("href"), `/desk/articles/${body.articleId}`);
      await keepScreenshot(page, "live");
      await page.reload();
      await page.getByText(headline).waitFor();
      await page.setViewportSize(NARROW);
      await assertFits(page);
    });
  });

  it("keeps the newest 200 of a flood of events, and loads none until asked", async () => {
    const events = Array.from({ length: 300 }, (_, index) => {
      const data = { timestamp: new Date().toISOString(), data: { articleId: `art_${index}`, source: "flood" } };
      return `event: article.tagged\ndata: ${JSON.stringify(data)}\n\n`;
    });
    await desk.visit({}, async (page) => {
      const calls: string[] = [];
      page.on("request", (request) => {
        if (request.url().includes("/tags")) calls.push(request.url());
      });
      await page.route("**/v1/events", (route) =>
        route.fulfill({ contentType: "text/event-stream", body: `retry: 600000\n\n${events.join("")}` }),
      );
      await page.getByRole("link", { name: "Live", exact: true }).click();
      const show = page.getByRole("button", { name: "Show the newest 200 articles" });
      await show.waitFor();
      calls.length = 0;
      await page.waitForTimeout(1_500);
      assert.deepEqual(calls, []);
      await show.click();
      await show.waitFor({ state: "detached" });
      assert.equal(calls.length, 2);
    });
  });
});
