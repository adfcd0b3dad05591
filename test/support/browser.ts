import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findProgram } from "./programs.js";
import { API_KEY } from "./service.js";

/** Without the background flags, Chromium looks up its maker's hosts at every start. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The folder that CI keeps of a run. */
const SCREENSHOTS = "test-output/desk";

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 390, height: 844 };

/** Each width in each color scheme. */
export const LOOKS = (["light", "dark"] as const).flatMap((colorScheme) => [
  { name: `wide-${colorScheme}`, viewport: WIDE, colorScheme },
  { name: `narrow-${colorScheme}`, viewport: NARROW, colorScheme },
]);

export async function openBrowser(): Promise<Browser> {
  const executablePath = findProgram("chromium");
  if (!executablePath) throw new Error("chromium is not installed");
  return chromium.launch({ executablePath, args: FLAGS });
}

interface Desk {
  page: Page;
  /** What went wrong in the page: errors of scripts and refusals of its Content-Security-Policy. */
  troubles: string[];
}

export interface DeskOptions extends BrowserContextOptions {
  /** The view's path, such as `/desk/trends`. */
  path?: string;
  key?: string;
  /** Called with the still empty page, so that a test can wait for what comes at once. */
  onOpen?: (page: Page) => void;
}

/** Opens a page in a session of its own, signed in at the desk. */
export async function openDesk(
  browser: Browser,
  url: string,
  { path = "/desk/", key = API_KEY, onOpen, ...options }: DeskOptions = {},
): Promise<Desk> {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) troubles.push(message.text());
  });
  onOpen?.(page);
  await page.goto(`${url}${path}`);
  await signIn(page, key);
  return { page, troubles };
}

/** Signs in where the desk asks for a key. */
export async function signIn(page: Page, key: string = API_KEY): Promise<void> {
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Views" }).waitFor();
}

/** Opens the desk, and closes it after `use`. @throws AssertionError when something went wrong in the page. */
export async function visitDesk(
  browser: Browser,
  url: string,
  options: DeskOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, troubles } = await openDesk(browser, url, options);
  await use(page);
  assert.deepEqual(troubles, []);
  await page.context().close();
}

/** Asserts WCAG 2.2 A and AA. @throws AssertionError with each violation that axe finds, and where. */
export async function assertAccessible(page: Page): Promise<void> {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  await page.evaluate(readFileSync(axe, "utf8"));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[] =
    await page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations.map(({ id, help, nodes }) =>
        ({ id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`,
    );
  assert.deepEqual(violations, []);
}

/** Asserts that the page is no wider than its window: nobody should have to scroll sideways. */
export async function assertFits(page: Page): Promise<void> {
  const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  assert.equal(wide, 0, `the page is ${wide} px wider than its window`);
}

/** Keeps a picture of the page for whoever looks at the run. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
