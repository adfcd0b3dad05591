import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { readModelCard } from "../../models/card.js";
import { assertAccessible, assertFits, keepScreenshot, NARROW } from "../support/browser.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { openTable, readTable, sayPoint } from "../support/trend-table.js";
import { useTrendsPage } from "../support/trends-page.js";

const SPAN = "from=2026-02-01&to=2026-09-30";
const MONTHS = 8;
const DRAWN = 'figure g[aria-label="line"] path';
const TOPICS = ["immigration", "enforcement", "labor"] as const;

describeWith(["chromium"], "the desk's trends view", () => {
  const trends = useTrendsPage();
  const { withTrends, askTrend } = trends;

  for (const measure of ["count", "share", "tone"] as const) {
    it(`shows the API's numbers for ${measure} in the table below the chart`, async () => {
      await withTrends(`measure=${measure}&interval=month&${SPAN}`, async (page) => {
        await page.locator(DRAWN).first().waitFor({ state: "attached" });
        const rows = await readTable(page);
        assert.equal(rows.length, MONTHS);
        for (const [column, topic] of TOPICS.entries()) {
          const points = await askTrend(topic, `interval=month&measure=${measure}`);
          const expected = points.map((point) => sayPoint(point, measure)).reverse();
          assert.deepEqual(
            rows.map((cells) => cells[column]),
            expected,
          );
        }
        await page.getByText(/How this was counted: .*each article once, as it is tagged now/).waitFor();
      });
    });
  }

  it("leaves a gap in the lines where there is no data", async () => {
    await withTrends(`measure=count&interval=month&${SPAN}`, async (page) => {
      const lines = page.locator(DRAWN);
      await lines.first().waitFor();
      const paths = await lines.evaluateAll((found) => found.map((path) => path.getAttribute("d") ?? ""));
      assert.equal(paths.length, TOPICS.length);
      for (const path of paths) assert.equal(path.match(/M/g)?.length, 2, path);
    });
  });

  it("marks where the model changed, with the new version", async () => {
    await withTrends(`measure=share&interval=month&${SPAN}`, async (page) => {
      const { version } = readModelCard("models");
      assert.notEqual(version, readModelCard(trends.olderModels).version);
      await page
        .locator("figure")
        .getByText(`new model ${version.split("-").at(-1)}`)
        .waitFor();
      assert.equal(
        await page
          .locator("figure")
          .getByText(/^new model/)
          .count(),
        1,
      );
    });
  });

  it("tells topics apart by dash and name, not by color alone", async () => {
    await withTrends(`measure=count&interval=month&${SPAN}`, async (page) => {
      for (const name of ["Immigration", "Enforcement", "Labor"]) {
        await page.locator("figure svg").getByText(name, { exact: true }).waitFor();
      }
      const dashes = await page
        .locator('figure g[aria-label="line"]')
        .evaluateAll((found) => found.map((line) => line.getAttribute("stroke-dasharray")));
      assert.equal(new Set(dashes).size, TOPICS.length);
      assert.match((await page.locator("figure").getAttribute("aria-label")) ?? "", /Immigration: from 2 in February/);
    });
  });

  it("keeps its filters in the URL, and copies a link that shows the same view", async () => {
    await withTrends(
      SPAN,
      async (page) => {
        await page.getByRole("button", { name: "Share" }).click();
        await page.getByRole("combobox", { name: "Group by", exact: true }).selectOption("month");
        await page.getByLabel("Section").fill("world");
        await page.getByLabel("Section").press("Enter");
        await page.waitForURL(/section=world/);
        await page.getByLabel("Source").fill("wires");
        await page.getByLabel("Source").press("Enter");
        await page.waitForURL(/measure=share&interval=month&from=2026-02-01&to=2026-09-30&source=wires&section=world/);
        const before = await readTable(page);
        assert.match(before[1]?.[0] ?? "", /of 4$/);
        await page.getByRole("button", { name: "Copy link" }).click();
        await page.getByText("Copied").waitFor();
        const link = await page.evaluate("navigator.clipboard.readText()");
        await page.goto(String(link));
        assert.deepEqual(await readTable(page), before);
        assert.equal(await page.getByLabel("Section").inputValue(), "world");
        await page.goBack();
        await page.goBack();
        await page.waitForURL((url) => !url.search.includes("source="));
        assert.equal(await page.getByLabel("Source").inputValue(), "");
      },
      { permissions: ["clipboard-read", "clipboard-write"] },
    );
  });

  it("offers preset time ranges as well as custom dates", async () => {
    await withTrends("", async (page) => {
      for (const [name, span] of [
        ["30 days", "30d"],
        ["12 months", "12m"],
        ["3 months", "3m"],
      ] as const) {
        await page.getByRole("combobox", { name: "Time range", exact: true }).selectOption(name);
        await page.waitForURL(new RegExp(`span=${span}`));
      }
      await page.getByRole("combobox", { name: "Time range", exact: true }).selectOption("Custom");
      await page.getByRole("textbox", { name: "From", exact: true }).fill("2026-06-01");
      await page.getByRole("textbox", { name: "From", exact: true }).blur();
      await page.waitForURL(/from=2026-06-01/);
      await page.getByRole("textbox", { name: "To", exact: true }).fill("2026-06-30");
      await page.getByRole("textbox", { name: "To", exact: true }).blur();
      await page.waitForURL(/from=2026-06-01&to=2026-06-30/);
      await page.getByRole("combobox", { name: "Group by", exact: true }).selectOption("day");
      await page.waitForURL(/interval=day/);
      assert.equal((await readTable(page)).length, 30);
    });
  });

  it("puts weekly ticks on Mondays", async () => {
    await withTrends(`interval=week&${SPAN}`, async (page) => {
      await page.locator(DRAWN).first().waitFor({ state: "attached" });
      const ticks = await page.locator('figure g[aria-label="x-axis tick label"] text').allTextContents();
      assert.ok(ticks.length > 3, `${ticks.length} ticks`);
      for (const tick of ticks) assert.equal(new Date(`${tick} 2026 UTC`).getUTCDay(), 1, tick);
    });
  });

  it("marks the current period as not over yet", async () => {
    const today = new Date().toISOString().slice(0, 10);
    await withTrends(`interval=month&from=2026-02-01&to=${today}`, async (page) => {
      await page.getByText("the last month is not over yet").waitFor();
      await openTable(page);
      const periods = await page.locator("tbody th").allTextContents();
      assert.deepEqual([...new Set(periods.map((period) => period.endsWith(", so far")))], [true, false]);
      await page.goto(`${trends.service.url}/desk/trends?interval=month&${SPAN}`);
      await page.locator(DRAWN).first().waitFor({ state: "attached" });
      assert.equal(await page.getByText("not over yet").count(), 0);
    });
  });

  it("links to each topic's points as CSV", async () => {
    await withTrends(`measure=count&interval=month&${SPAN}`, async (page) => {
      await openTable(page);
      for (const topic of TOPICS) {
        const downloading = page.waitForEvent("download");
        await page.getByRole("link", { name: new RegExp(`${topic} as CSV`, "i") }).click();
        const download = await downloading;
        assert.equal(download.suggestedFilename(), `trend-${topic}-count-by-month.csv`);
        const rows = readFileSync(await download.path(), "utf8")
          .trim()
          .split("\r\n");
        const points = await askTrend(topic, "interval=month&measure=count");
        assert.deepEqual(
          rows.slice(1).map((row) => row.split(",").slice(0, 3).join(",")),
          points.map(({ start, n, value }) => `${start},${n},${value ?? ""}`),
        );
      }
    });
  });

  it("says so when nothing was counted", async () => {
    await withTrends(`section=no-such-section&${SPAN}`, async (page) => {
      await page.getByText("No articles were counted").waitFor();
      await assertAccessible(page);
    });
  });

  it("keeps the chart while it is offline, and says that a new one cannot be loaded", async () => {
    await withTrends(`interval=month&${SPAN}`, async (page) => {
      await page.locator(DRAWN).first().waitFor({ state: "attached" });
      await page.context().setOffline(true);
      await page.getByText("You are offline. You can still read this page").waitFor();
      assert.ok(await page.locator("figure svg").isVisible());
      await page.getByRole("button", { name: "Tone" }).click();
      await page.getByText("The trends could not be loaded.").waitFor();
      await assertAccessible(page);
      await page.context().setOffline(false);
      await page.locator(DRAWN).first().waitFor({ state: "attached" });
    });
  });

  it("redraws the chart when the window becomes narrow", async () => {
    await withTrends(`interval=month&${SPAN}`, async (page) => {
      await page.locator(DRAWN).first().waitFor({ state: "attached" });
      await page.setViewportSize(NARROW);
      const readWidth = async () => Number(await page.locator("figure svg").first().getAttribute("width"));
      await until(async () => (await readWidth()) < NARROW.width, "the chart is as narrow as its window");
      await assertFits(page);
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const measure of ["count", "share", "tone"] as const) {
      it(`fits both widths and passes axe in ${colorScheme} colors with ${measure}`, async () => {
        const use = (name: string) => async (page: Page) => {
          await page.locator(DRAWN).first().waitFor({ state: "attached" });
          await keepScreenshot(page, `trends-${measure}-${name}-${colorScheme}`);
          await openTable(page);
          await assertFits(page);
          await assertAccessible(page);
        };
        const query = `measure=${measure}&interval=month&${SPAN}`;
        await withTrends(query, use("wide"), { colorScheme });
        await withTrends(query, use("narrow"), { colorScheme, viewport: NARROW });
      });
    }
  }
});
