import assert from "node:assert/strict";
import { assertAccessible, visitDesk } from "../support/browser.js";
import { useDeskSuite } from "../support/desk-suite.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { decideAs } from "../support/review-page.js";
import { API_KEY } from "../support/service.js";

describeWith(["chromium"], "the live view", () => {
  const desk = useDeskSuite();

  it("shows what comes once it is asked for, and keeps up to date what it shows", async () => {
    await visitDesk(desk.browser, desk.service.url, { path: "/desk/live" }, async (page) => {
      await page.getByText("Listening").waitFor();
      const [id = ""] = await sendDoubtful(desk.service.url, "live", ["labor"]);
      await page.getByRole("button", { name: "Show 1 new article" }).click();
      const row = page.getByRole("listitem").filter({ hasText: DOUBTFUL.labor.headline });
      await row.getByText("suggested").waitFor();
      assert.equal(await page.getByRole("button", { name: /^Show/ }).count(), 0);
      await decideAs(desk.service.url, API_KEY, id, "labor", "accept");
      await row.getByText("accepted").waitFor();
      await assertAccessible(page);
    });
  });

  it("keeps the newest of a flood of events, and loads none before it is asked for", async () => {
    const events = Array.from({ length: 300 }, (_, index) => {
      const data = { timestamp: new Date().toISOString(), data: { articleId: `art_${index}`, source: "flood" } };
      return `event: article.tagged\ndata: ${JSON.stringify(data)}\n\n`;
    });
    await visitDesk(desk.browser, desk.service.url, {}, async (page) => {
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
