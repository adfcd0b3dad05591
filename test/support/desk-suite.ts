import type { Browser, Page } from "playwright-core";
import { type DeskOptions, openBrowser, visitDesk } from "./browser.js";
import { type Service, startService, temporaryDirectory } from "./service.js";

/** What a suite of the desk's tests runs on. */
interface DeskSuite {
  readonly service: Service;
  readonly browser: Browser;
  /** Opens the desk, closes it after `use`, and checks that nothing went wrong in the page. */
  visit: (options: DeskOptions, use: (page: Page) => Promise<void>) => Promise<void>;
}

/** Starts a service and a browser before the calling suite's tests, and ends them after. */
export function useDeskSuite(settings: Record<string, string> = {}): DeskSuite {
  let service: Service;
  let browser: Browser;

  before(async () => {
    [service, browser] = await Promise.all([
      startService({ DATA_DIR: temporaryDirectory(), ...settings }),
      openBrowser(),
    ]);
  });
  after(async () => {
    await browser?.close();
    await service?.child.end("SIGTERM");
  });

  return {
    get service() {
      return service;
    },
    get browser() {
      return browser;
    },
    visit: (options, use) => visitDesk(browser, service.url, options, use),
  };
}
