import type { Page } from "playwright-core";
import type { DeskOptions } from "./browser.js";
import { type Answer, type ArticleData, anArticle, fetchJson, signed } from "./deliveries.js";
import { useDeskSuite } from "./desk-suite.js";
import type { Service } from "./service.js";

/** A service and a browser, with what tests of the article page do with them. */
interface ArticlePage {
  readonly service: Service;
  /** Delivers an article, or another event of it. @returns its id. */
  deliver: (changes?: Partial<ArticleData>, type?: string) => Promise<string>;
  /** Delivers an article and waits for its tagging. */
  deliverTagged: (changes?: Partial<ArticleData>) => Promise<DeliveredArticle>;
  /** Opens an article's page, and checks at the end that nothing went wrong in it. */
  visit: (path: string, options: VisitOptions, use: (page: Page) => Promise<void>) => Promise<void>;
}

type VisitOptions = Omit<DeskOptions, "path">;

interface DeliveredArticle {
  articleId: string;
  document: Answer;
}

/** Starts both before the calling suite's tests, and ends them after. */
export function useArticlePage(): ArticlePage {
  const desk = useDeskSuite();

  const deliver: ArticlePage["deliver"] = async (changes, type) => {
    const delivery = signed(anArticle(changes), type ? { type } : {});
    const { body } = await fetchJson(`${desk.service.url}/v1/webhooks/cms`, delivery);
    return body.articleId;
  };
  return {
    get service() {
      return desk.service;
    },
    deliver,
    deliverTagged: async (changes) => {
      const articleId = await deliver(changes);
      const { body } = await fetchJson(`${desk.service.url}/v1/articles/${articleId}/tags?wait=10&include=all`);
      return { articleId, document: body };
    },
    visit: (path, options, use) => desk.visit({ ...options, path: `/desk/articles/${path}` }, use),
  };
}

/** Finds a tag, or a topic that could be one, in the list of tags. */
export function tagOn(page: Page, name: string) {
  return page.getByRole("region", { name: "Tags" }).getByRole("listitem").filter({ hasText: name });
}

export function historyOn(page: Page) {
  return page.getByRole("region", { name: "History" });
}

/** Finds the button that shows or hides a topic's marks, or the tone, in the text. */
export function toggle(page: Page, name: string) {
  return page.getByRole("group", { name: "Highlight in the text" }).getByRole("button", { name });
}
