import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { callAs } from "./admin.js";
import type { DeskOptions } from "./browser.js";
import { fetchJson } from "./deliveries.js";
import { useDeskSuite } from "./desk-suite.js";
import type { Service } from "./service.js";

/** A service and a browser, with what tests of the review queue do with them. Each test has its own source. */
interface ReviewPage {
  readonly service: Service;
  /** Opens the queue of a source, and checks at the end that nothing went wrong in the page. */
  withReview: (source: string, options: DeskOptions, use: (page: Page) => Promise<void>) => Promise<void>;
  /** Returns each topic's decision, including rejected ones. */
  decisionsOn: (articleId: string) => Promise<Record<string, string>>;
}

/** Starts both before the calling suite's tests, and ends them after. */
export function useReviewPage(): ReviewPage {
  const desk = useDeskSuite();

  return {
    get service() {
      return desk.service;
    },
    withReview: (source, options, use) => desk.visit({ path: `/desk/?source=${source}`, ...options }, use),
    decisionsOn: async (articleId) => {
      const { body } = await fetchJson(`${desk.service.url}/v1/articles/${articleId}/tags?include=rejected`);
      const { tags, rejected } = body as typeof body & { rejected: typeof body.tags };
      return Object.fromEntries([...tags, ...rejected].map(({ topic, decision }) => [topic, decision]));
    },
  };
}

/** Decides on the article as it is now, through the API. */
export async function decideAs(
  url: string,
  key: string,
  articleId: string,
  decision: Record<"topic" | "action", string> & { note?: string },
): Promise<void> {
  const { headers } = await fetchJson(`${url}/v1/articles/${articleId}/tags`);
  const ifMatch = { "if-match": headers.get("etag") ?? "" };
  const answer = await callAs(url, key)("PATCH", `/v1/articles/${articleId}/tags`, { decisions: [decision] }, ifMatch);
  assert.equal(answer.status, 200, answer.text);
}

export const rows = (page: Page) => page.getByRole("list", { name: /Articles to review/ }).locator(".review-row");

export const inHand = (page: Page) => page.locator(".review-hand");

export const heading = (page: Page) => inHand(page).getByRole("heading", { level: 2 });

export const readHeading = (page: Page) => heading(page).textContent();

/** Waits until the article in hand can be decided on, or nothing is left to decide. */
export const ready = (page: Page) =>
  page.locator(".review-hand .review-buttons button:enabled, .review-settled").first().waitFor();

export const said = (page: Page, text: string | RegExp) => page.getByRole("status").getByText(text).waitFor();
