import type { Browser } from "playwright-core";
import { assertAccessible, openBrowser, openDesk } from "../support/browser.js";
import type { Child } from "../support/child.js";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { freePort } from "../support/free-port.js";
import { type PrivateServer, startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { API_KEY, startEntry, WEBHOOK_SECRET } from "../support/service.js";

const START_WITHIN_MS = 120_000;

describeWith(["chromium", "initdb", "postgres"], "the article view before the article is tagged", () => {
  let postgres: PrivateServer;
  let browser: Browser;
  let children: Child[] = [];
  let environment: Record<string, string>;
  let url: string;

  before(async () => {
    [postgres, browser] = await Promise.all([startPostgres(), openBrowser()]);
    environment = { DATABASE_URL: postgres.url, API_KEY, WEBHOOK_SECRET };
    const port = await freePort();
    const api = startEntry("src/api.js", { ...environment, PORT: String(port) });
    children.push(api);
    await api.waitFor(/the api is ready/, START_WITHIN_MS);
    url = `http://127.0.0.1:${port}`;
  });
  after(async () => {
    await browser?.close();
    await Promise.all(children.map((child) => child.end("SIGTERM")));
    children = [];
    await postgres?.remove();
  });

  it("says that it is waiting, and shows its tags once a worker has tagged it", async () => {
    const { body } = await fetchJson(`${url}/v1/webhooks/cms`, signed(anArticle()));
    const { page } = await openDesk(browser, url, { path: `/desk/articles/${body.articleId}` });
    await page.getByText("This version is waiting to be tagged").waitFor();
    await page.getByText("Version 1 received").waitFor();
    await assertAccessible(page);
    children.push(startEntry("workers/main.js", environment));
    await page.getByRole("region", { name: "Tags" }).waitFor({ timeout: START_WITHIN_MS });
  });
});
