import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { callAs } from "./admin.js";
import { type DeskOptions, openBrowser, visitDesk } from "./browser.js";
import { withKey } from "./deliveries.js";
import { postMonthsOfNews } from "./months-of-news.js";
import { copyModels } from "./other-models.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "./service.js";
import type { Point } from "./trend-table.js";

/** A service with the news of February to September 2026, none of it in May, and a browser. */
interface TrendsPage {
  readonly service: Service;
  /** The folder of the models that tagged the news until April. */
  readonly olderModels: string;
  /** Opens the trends view, and checks at the end that nothing went wrong in it. */
  withTrends: (query: string, use: (page: Page) => Promise<void>, options?: DeskOptions) => Promise<void>;
  /** Asks the API for a topic's points from February to September. */
  askTrend: (topic: string, query: string) => Promise<Point[]>;
}

/** Starts both before the calling suite's tests, and ends them after. */
export function useTrendsPage(): TrendsPage {
  let service: Service;
  let browser: Browser;
  let olderModels: string;

  before(async function () {
    this.timeout(180_000);
    const data = temporaryDirectory();
    olderModels = copyModels(temporaryDirectory());
    service = await startService({ DATA_DIR: data, MODEL_DIR: olderModels });
    await postMonthsOfNews(service.url, [
      { month: "2026-02", stories: { immigration: 2, enforcement: 3, labor: 1, none: 3 } },
      { month: "2026-03", stories: { immigration: 4, enforcement: 3, labor: 2, none: 2 } },
      { month: "2026-04", stories: { immigration: 5, enforcement: 2, none: 2 } },
    ]);
    await service.child.end("SIGTERM");
    service = await startService({ DATA_DIR: data });
    const { status } = await callAs(service.url, API_KEY)("PUT", "/v1/sources/wires", { adapter: "standard" });
    assert.equal(status, 201);
    await postMonthsOfNews(service.url, [
      { month: "2026-06", stories: { immigration: 6, enforcement: 4, labor: 3, none: 4 } },
      { month: "2026-07", stories: { immigration: 3, enforcement: 5, labor: 4, none: 3 } },
      { month: "2026-08", stories: { immigration: 2, enforcement: 4, labor: 6, none: 2 } },
      { month: "2026-08", source: "wires", section: "world", stories: { immigration: 3, labor: 1 } },
      { month: "2026-09", stories: { immigration: 4, enforcement: 2, labor: 5, none: 3 } },
    ]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await service?.child.end("SIGTERM");
  });

  return {
    get service() {
      return service;
    },
    get olderModels() {
      return olderModels;
    },
    withTrends: (query, use, options) =>
      visitDesk(browser, service.url, { path: `/desk/trends?${query}`, ...options }, use),
    askTrend: async (topic, query) => {
      const window = "publishedAfter=2026-02-01T00:00:00Z&publishedBefore=2026-10-01T00:00:00Z";
      const answer = await fetch(`${service.url}/v1/trends?topic=${topic}&${query}&${window}`, withKey);
      // The schema of the answer guarantees this type.
      const { points } = (await answer.json()) as { points: Point[] };
      return points;
    },
  };
}
