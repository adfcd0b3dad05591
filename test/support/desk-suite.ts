import type { Browser } from "playwright-core";
import { openBrowser } from "./browser.js";
import { type Service, startService, temporaryDirectory } from "./service.js";

/** What a suite of the desk's tests runs on. */
interface DeskSuite {
  readonly service: Service;
  readonly browser: Browser;
}

/** Starts a service and a browser before the tests of the suite that calls it, and ends them after. */
export function useDeskSuite(): DeskSuite {
  let service: Service;
  let browser: Browser;

  before(async function () {
    this.timeout(120_000);
    [service, browser] = await Promise.all([startService({ DATA_DIR: temporaryDirectory() }), openBrowser()]);
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
  };
}
