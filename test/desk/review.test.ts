import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { callAs } from "../support/admin.js";
import {
  assertAccessible,
  assertFits,
  keepScreenshot,
  NARROW,
  openBrowser,
  openDesk,
  WIDE,
} from "../support/browser.js";
import { fetchJson } from "../support/deliveries.js";
import { DOUBTFUL, sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";

describeWith(["chromium"], "the review queue", () => {
  let service: Service;
  let browser: Browser;
  let mariasKey: string;

  before(async function () {
    this.timeout(120_000);
    [service, browser] = await Promise.all([startService({ DATA_DIR: temporaryDirectory() }), openBrowser()]);
    const scopes = ["read", "review"];
    mariasKey = (await callAs(service.url)("POST", "/v1/keys", { name: "Maria", scopes })).body.key;
  });
  beforeEach(function () {
    this.currentTest?.timeout(60_000);
  });
  after(async () => {
    await browser?.close();
    await service?.child.end("SIGTERM");
  });

  async function withReview(
    source: string,
    options: Parameters<typeof openDesk>[2],
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const desk = await openDesk(browser, service.url, { path: `/desk/?source=${source}`, ...options });
    desk.page.setDefaultTimeout(8_000);
    await use(desk.page);
    assert.deepEqual(desk.troubles, []);
    await desk.page.context().close();
  }

  async function decisionsOn(articleId: string): Promise<Record<string, string>> {
    const { body } = await fetchJson(`${service.url}/v1/articles/${articleId}/tags?include=rejected`);
    const { tags, rejected } = body as typeof body & { rejected: typeof body.tags };
    return Object.fromEntries([...tags, ...rejected].map(({ topic, decision }) => [topic, decision]));
  }

  async function decideAs(key: string, articleId: string, topic: string, action: string): Promise<void> {
    const { headers } = await fetchJson(`${service.url}/v1/articles/${articleId}/tags`);
    const ifMatch = { "if-match": headers.get("etag") ?? "" };
    const decisions = [{ topic, action }];
    await callAs(service.url, key)("PATCH", `/v1/articles/${articleId}/tags`, { decisions }, ifMatch);
  }

  const rows = (page: Page) => page.getByRole("list", { name: /Articles that want an editor/ }).locator(".review-row");
  const inHand = (page: Page) => page.locator(".review-hand");
  const heading = (page: Page) => inHand(page).getByRole("heading", { level: 2 });
  const readHeading = (page: Page) => heading(page).textContent();
  const ready = (page: Page) => page.locator(".review-hand .review-buttons, .review-settled").first().waitFor();
  const said = (page: Page, text: string | RegExp) => page.getByRole("status").getByText(text).waitFor();

  it("shows why each tag is suggested, and moves through the list by J and K", async () => {
    await sendDoubtful(service.url, "moves", ["enforcementAndLabor", "labor", "enforcement"]);
    await withReview("moves", {}, async (page) => {
      await ready(page);
      assert.equal(await rows(page).count(), 3);
      assert.ok((await inHand(page).locator("mark").count()) > 0);
      const headlines = await rows(page).locator(".headline").allTextContents();
      assert.equal(await readHeading(page), headlines[0]);
      await page.keyboard.press("j");
      await said(page, /^2 of 3: /);
      assert.equal(await readHeading(page), headlines[1]);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await said(page, "This is the last article of the list.");
      await page.keyboard.press("k");
      await said(page, /^2 of 3: /);
      await page.getByRole("button", { name: "Previous" }).click();
      assert.equal(await readHeading(page), headlines[0]);
      await page.getByRole("button", { name: "Next", exact: true }).click();
      assert.equal(await readHeading(page), headlines[1]);
      await rows(page).nth(2).click();
      assert.equal(await readHeading(page), headlines[2]);
      assert.equal(await rows(page).nth(2).getAttribute("aria-current"), "true");
    });
  });

  it("accepts by A and rejects by R the tag that is marked, and goes on once none is left", async () => {
    const [both = "", one = ""] = await sendDoubtful(service.url, "keys", ["enforcementAndLabor", "labor"]);
    await withReview("keys", {}, async (page) => {
      await rows(page).filter({ hasText: DOUBTFUL.enforcementAndLabor.headline }).click();
      await ready(page);
      await inHand(page).getByText("A and R act on this tag").waitFor();
      assert.match((await inHand(page).locator(".target h3").textContent()) ?? "", /Enforcement/);
      await page.keyboard.press("a");
      await said(page, "Accepted Enforcement. Still to decide: Labor.");
      await page.keyboard.press("r");
      await said(page, /^Rejected Labor on “Drivers park.*Next: “Warehouse plan/);
      assert.deepEqual(await decisionsOn(both), { enforcement: "accepted", labor: "rejected" });
      assert.equal(await rows(page).count(), 1);
      assert.equal(await page.evaluate("document.activeElement.id"), "review-headline");
      await page.getByText(/^Saved /).waitFor();
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText("Nothing waits for an editor").waitFor();
      assert.equal((await decisionsOn(one)).labor, "accepted");
      await assertAccessible(page);
    });
  });

  it("does the same by buttons, on whichever tag", async () => {
    const [both = ""] = await sendDoubtful(service.url, "buttons", ["enforcementAndLabor"]);
    await withReview("buttons", {}, async (page) => {
      await page.getByRole("button", { name: "Reject Labor" }).click();
      await said(page, "Rejected Labor. Still to decide: Enforcement.");
      await page.getByRole("button", { name: "Add Labor" }).click();
      await said(page, "Accepted Labor. Still to decide: Enforcement.");
      await page.getByRole("button", { name: "Add Immigration" }).click();
      await said(page, "Added Immigration. Still to decide: Enforcement.");
      await page.getByRole("button", { name: "Accept Enforcement" }).click();
      await page.getByText("Nothing waits for an editor").waitFor();
      assert.deepEqual(await decisionsOn(both), { enforcement: "accepted", immigration: "added", labor: "accepted" });
    });
  });

  it("adds topics by 1, 2 and 3, and accepts by them what is suggested", async () => {
    const [id = ""] = await sendDoubtful(service.url, "numbers", ["labor"]);
    await withReview("numbers", {}, async (page) => {
      await ready(page);
      await page.keyboard.press("1");
      await said(page, "Added Immigration. Still to decide: Labor.");
      await page.keyboard.press("1");
      await said(page, "Immigration is a tag of this article already.");
      await page.keyboard.press("2");
      await said(page, "Added Enforcement. Still to decide: Labor.");
      await page.keyboard.press("3");
      await page.getByText("Nothing waits for an editor").waitFor();
      assert.deepEqual(await decisionsOn(id), { immigration: "added", enforcement: "added", labor: "accepted" });
    });
  });

  it("undoes decisions one by one, over articles, by U and by its button", async () => {
    const [both = "", one = ""] = await sendDoubtful(service.url, "undo", ["enforcementAndLabor", "labor"]);
    await withReview("undo", {}, async (page) => {
      await rows(page).filter({ hasText: DOUBTFUL.enforcementAndLabor.headline }).click();
      await ready(page);
      await page.keyboard.press("a");
      await said(page, /Still to decide: Labor/);
      await page.keyboard.press("a");
      await said(page, /Next: “Warehouse/);
      await ready(page);
      await page.keyboard.press("r");
      await page.getByText("Nothing waits for an editor").waitFor();
      await page.keyboard.press("u");
      await said(page, /^Undone: Rejected Labor on “Warehouse/);
      assert.equal(await readHeading(page), DOUBTFUL.labor.headline);
      assert.equal((await decisionsOn(one)).labor, "suggested");
      await page.getByRole("button", { name: "Undo", exact: true }).click();
      await said(page, /^Undone: Accepted Labor on “Drivers/);
      await page.keyboard.press("u");
      await said(page, /^Undone: Accepted Enforcement on “Drivers/);
      assert.deepEqual(await decisionsOn(both), { enforcement: "suggested", labor: "suggested" });
      await ready(page);
      assert.equal(await page.getByRole("button", { name: "Undo", exact: true }).isDisabled(), true);
      assert.equal(await rows(page).count(), 2);
    });
  });

  it("opens the whole article by O and Enter, and comes back to the same place", async () => {
    await sendDoubtful(service.url, "opens", ["labor", "enforcement"]);
    await withReview("opens", {}, async (page) => {
      for (const key of ["o", "Enter"]) {
        await ready(page);
        await page.keyboard.press("j");
        const headline = await readHeading(page);
        await page.keyboard.press(key);
        await page.waitForURL(/\/desk\/articles\/art_/);
        await page.goBack();
        await heading(page).waitFor();
        assert.equal(await readHeading(page), headline);
      }
      await page.keyboard.press("?");
      const keys = page.getByRole("dialog", { name: "Keys of this view" });
      await keys.getByText("Accept the suggested tag that is marked").waitFor();
    });
  });

  it("lets one editor at an article, and says to the other who is at it", async () => {
    const [id = ""] = await sendDoubtful(service.url, "claims", ["labor", "clinic"]);
    await withReview("claims", {}, async (page) => {
      await rows(page).filter({ hasText: DOUBTFUL.clinic.headline }).click();
      await ready(page);
      await withReview("claims", { key: mariasKey }, async (hers) => {
        await ready(hers);
        // Her claim is taken a moment after she came.
        await hers.waitForResponse((response) => response.url().endsWith(`${id}/claim`));
        await rows(page).filter({ hasText: DOUBTFUL.labor.headline }).click();
        await page.getByText("Maria is at this article.").waitFor();
        assert.equal(await page.getByRole("button", { name: "Accept Labor" }).isDisabled(), true);
        await page.keyboard.press("a");
        assert.equal((await decisionsOn(id)).labor, "suggested");
        await assertAccessible(page);
        await keepScreenshot(page, "review-claimed");
        await hers.keyboard.press("a");
        await hers.getByText(/^Saved /).waitFor();
      });
      await page.getByRole("button", { name: "Look again" }).click();
      await page.getByText("Nothing suggested is left to decide on here.").waitFor();
      await page.getByRole("button", { name: "Next article" }).click();
      assert.equal(await readHeading(page), DOUBTFUL.clinic.headline);
      assert.equal(await rows(page).count(), 1);
    });
  });

  it("shows what another editor decided meanwhile, in place of deciding over them", async () => {
    const [id = ""] = await sendDoubtful(service.url, "race", ["enforcementAndLabor"]);
    await withReview("race", {}, async (page) => {
      await ready(page);
      await decideAs(mariasKey, id, "labor", "reject");
      await page.keyboard.press("a");
      await page.getByRole("alert").getByText("Maria rejected Labor.").waitFor();
      assert.deepEqual(await decisionsOn(id), { enforcement: "suggested", labor: "rejected" });
      await assertAccessible(page);
      await keepScreenshot(page, "review-race");
      await page.keyboard.press("a");
      await page.getByText("Nothing waits for an editor").waitFor();
      await decideAs(mariasKey, id, "enforcement", "reject");
      await page.keyboard.press("u");
      await page.getByText("Not undone: the article has changed since your decision.").waitFor();
      assert.deepEqual(await decisionsOn(id), { enforcement: "rejected", labor: "rejected" });
    });
  });

  it("keeps the article in hand while it is offline, and decides once the network is back", async () => {
    const [id = ""] = await sendDoubtful(service.url, "offline", ["labor"]);
    await withReview("offline", {}, async (page) => {
      await ready(page);
      await page.context().setOffline(true);
      await page.keyboard.press("a");
      await page
        .getByRole("alert")
        .getByText(/Not saved: nothing was decided/)
        .waitFor();
      assert.equal(await readHeading(page), DOUBTFUL.labor.headline);
      await assertAccessible(page);
      assert.equal((await decisionsOn(id)).labor, "suggested");
      await page.context().setOffline(false);
      await page.getByText("You are offline. What you see stays").waitFor({ state: "detached" });
      await ready(page);
      await page.keyboard.press("a");
      await page.getByText("Nothing waits for an editor").waitFor();
      assert.equal((await decisionsOn(id)).labor, "accepted");
    });
  });

  it("shows markup in a headline as text", async () => {
    const headline = `<img src=x onerror="document.title='taken'"><script>alert(1)</script> Warehouse plan`;
    await sendDoubtful(service.url, "hostile", ["labor"], { headline, section: "<b>metro" });
    await withReview("hostile", { viewport: NARROW }, async (page) => {
      await ready(page);
      assert.match((await rows(page).first().textContent()) ?? "", /<img src=x onerror=/);
      assert.equal(await page.title(), "Review · Beatline");
      await assertFits(page);
    });
  });

  it("filters by topic and section in a link that can be kept", async () => {
    await sendDoubtful(service.url, "filters", ["labor", "enforcement"]);
    await withReview("filters", {}, async (page) => {
      await ready(page);
      await page.getByRole("combobox", { name: "Topic" }).selectOption("labor");
      await page.waitForFunction("document.querySelectorAll('.review-row').length === 1");
      assert.equal(await readHeading(page), DOUBTFUL.labor.headline);
      await page.reload();
      await ready(page);
      assert.equal(await page.getByRole("combobox", { name: "Topic" }).inputValue(), "labor");
      assert.equal(await rows(page).count(), 1);
      await page.getByLabel("Section").fill("sports");
      await page.getByLabel("Section").press("Enter");
      await page.getByText("Nothing waits for an editor here.").waitFor();
      await page.getByRole("button", { name: "Clear filters" }).click();
      await ready(page);
      assert.equal(new URL(page.url()).searchParams.get("source"), null);
    });
  });

  it("shows more of a long list when asked", async () => {
    await sendDoubtful(
      service.url,
      "long",
      Array.from({ length: 27 }, () => "labor" as const),
    );
    await withReview("long", {}, async (page) => {
      await ready(page);
      assert.equal(await rows(page).count(), 25);
      await page.getByRole("button", { name: "Show more" }).click();
      await said(page, "2 more articles.");
      assert.equal(await rows(page).count(), 27);
      assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [width, viewport] of [
      ["wide", WIDE],
      ["narrow", NARROW],
    ] as const) {
      it(`fits ${width} windows and passes axe in ${colorScheme} colours`, async () => {
        const source = `look-${colorScheme}-${width}`;
        await sendDoubtful(service.url, source, ["enforcementAndLabor", "labor", "clinic", "immigration", "consulate"]);
        await withReview(source, { viewport, colorScheme, key: API_KEY }, async (page) => {
          await ready(page);
          await assertFits(page);
          await assertAccessible(page);
          await keepScreenshot(page, `review-${colorScheme}-${width}`);
        });
      });
    }
  }
});
