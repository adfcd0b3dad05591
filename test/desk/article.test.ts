import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { callAs } from "../support/admin.js";
import {
  assertAccessible,
  assertFits,
  type Desk,
  keepScreenshot,
  NARROW,
  openBrowser,
  openDesk,
  WIDE,
} from "../support/browser.js";
import { type ArticleData, anArticle, fetchJson, signed } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";

const HOSTILE = `<img src=x onerror="document.title='hit'"> raid at the border, union says`;

describeWith(["chromium"], "the article view", () => {
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

  async function deliver(changes: Partial<ArticleData> = {}, type?: string): Promise<string> {
    const delivery = signed(anArticle(changes), type ? { type } : {});
    const { body } = await fetchJson(`${service.url}/v1/webhooks/cms`, delivery);
    return body.articleId;
  }

  /** An article that has its tagging. */
  async function anOpenArticle(changes: Partial<ArticleData> = {}) {
    const articleId = await deliver(changes);
    const { body, headers } = await fetchJson(`${service.url}/v1/articles/${articleId}/tags?wait=10&include=all`);
    return { articleId, document: body, etag: headers.get("etag") ?? "" };
  }

  interface Use {
    path: string;
    options?: Omit<NonNullable<Parameters<typeof openDesk>[2]>, "path">;
  }

  async function withArticle({ path, options }: Use, use: (desk: Desk) => Promise<void>): Promise<void> {
    const desk = await openDesk(browser, service.url, { ...options, path: `/desk/articles/${path}` });
    await use(desk);
    assert.deepEqual(desk.troubles, []);
    await desk.page.context().close();
  }

  async function decide(articleId: string, etag: string, decision: Record<string, string>): Promise<void> {
    const { status } = await fetchJson(`${service.url}/v1/articles/${articleId}/tags`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json", "if-match": etag },
      body: JSON.stringify({ decisions: [decision] }),
    });
    assert.equal(status, 200);
  }

  /** What is marked for one span of evidence, its pieces joined. */
  function marked(page: Page, id: string): Promise<string> {
    return page.evaluate(
      `[...document.querySelectorAll('[data-evidence~="${id}"]')].map((mark) => mark.textContent).join("")`,
    );
  }

  const toggle = (page: Page, name: string) =>
    page.getByRole("group", { name: "Mark in the text" }).getByRole("button", { name });
  const tag = (page: Page, name: string) =>
    page.getByRole("region", { name: "Tags" }).getByRole("listitem").filter({ hasText: name });
  const history = (page: Page) => page.getByRole("region", { name: "History" });

  it("marks in the text exactly what the evidence quotes, also where topics overlap", async () => {
    const { articleId, document } = await anOpenArticle();
    await withArticle({ path: articleId }, async ({ page }) => {
      await page.getByRole("region", { name: "Tags" }).waitFor();
      let spans = 0;
      for (const { topic, evidence } of document.tags) {
        for (const [index, { quote }] of evidence.entries()) {
          assert.equal(await marked(page, `${topic}-${index}`), quote);
          spans++;
        }
      }
      assert.ok(spans > 3, `only ${spans} spans`);
      const overlaps = await page.locator('[data-evidence*=" "]').count();
      assert.ok(overlaps > 0, "no two topics share a sentence");
      const paragraphs = await page.locator(".article-text > p").allTextContents();
      assert.equal(paragraphs.join("\n\n"), document.text.body);
    });
  });

  it("marks the topics that are asked for, and a link keeps which", async () => {
    const { articleId } = await anOpenArticle();
    await withArticle({ path: articleId }, async ({ page }) => {
      await toggle(page, "Labor").click();
      assert.equal(await toggle(page, "Labor").getAttribute("aria-pressed"), "false");
      assert.equal(await page.locator('[data-evidence*="labor"]').count(), 0);
      assert.equal(new URL(page.url()).search, "?hide=labor");
      await page.keyboard.press("t");
      await page.locator("[data-tone]").first().waitFor();
      assert.equal(new URL(page.url()).search, "?hide=labor&tone=on");
      await page.reload();
      await page.locator("[data-tone]").first().waitFor();
      assert.equal(await page.locator('[data-evidence*="labor"]').count(), 0);
      await toggle(page, "Labor").click();
      await page.locator('[data-evidence*="labor"]').first().waitFor();
      await assertAccessible(page);
    });
  });

  it("tells a mark's weight to the pointer and to the keyboard, until Escape", async () => {
    const { articleId } = await anOpenArticle();
    await withArticle({ path: articleId }, async ({ page }) => {
      const mark = page.locator(".article-text mark").first();
      await mark.hover();
      await page.getByRole("tooltip").getByText("of the score").first().waitFor();
      await page.getByRole("tooltip").hover();
      await page.waitForTimeout(400);
      assert.equal(await page.getByRole("tooltip").count(), 1);
      await page.keyboard.press("Escape");
      await page.getByRole("tooltip").waitFor({ state: "detached" });
      await page.mouse.move(0, 0);
      await mark.focus();
      await page.getByRole("tooltip").waitFor();
      await assertAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByRole("tooltip").waitFor({ state: "detached" });
      assert.match(new URL(page.url()).pathname, /articles/);
      await page.keyboard.press("Escape");
      await page.getByRole("heading", { name: "Review" }).waitFor();
    });
  });

  it("accepts, rejects and takes back a tag, and its history says who did so and why", async () => {
    const { articleId, document } = await anOpenArticle();
    const [first] = document.tags;
    assert.ok(first);
    const name = first.topic.charAt(0).toUpperCase() + first.topic.slice(1);
    await withArticle({ path: articleId }, async ({ page }) => {
      await page.getByLabel("Note with your next decision").fill("It is what the story is about");
      await page.getByRole("button", { name: `Accept ${name}` }).click();
      await tag(page, name).getByText("Accepted by an editor").waitFor();
      await history(page).getByText("It is what the story is about").waitFor();
      assert.equal(await page.getByLabel("Note with your next decision").inputValue(), "");
      await page.getByRole("button", { name: `Reject ${name}` }).click();
      await tag(page, name).getByText("Rejected by an editor").waitFor();
      await history(page).getByText(`rejected ${name}`).waitFor();
      await page.getByRole("heading", { level: 1 }).click();
      await page.keyboard.press("u");
      await tag(page, name).getByText("Accepted by an editor").waitFor();
      await page.getByRole("button", { name: `Undo ${name}` }).click();
      await tag(page, name).getByText("by the model").waitFor();
      await history(page).getByText(`took back the decision on ${name}`).waitFor();
      const past = await fetchJson(`${service.url}/v1/articles/${articleId}/history`);
      assert.match(JSON.stringify(past.body), /"clear".*"accept".*"reject".*"accept"/);
    });
  });

  it("adds a near miss and any other topic, by button and by key", async () => {
    const { articleId, document } = await anOpenArticle({
      headline: "School board weighs budget cuts",
      body: "The school board met on Tuesday to weigh cuts to next year's budget. Teachers filled the hall and their union asked the board to spare the art programs. The board will vote in May.",
    });
    assert.equal(document.tags.length, 0);
    const [missed] = document.nearMisses;
    assert.equal(missed?.topic, "labor");
    await withArticle({ path: articleId }, async ({ page }) => {
      await page.getByText("No topic applies, says the model").waitFor();
      const lacked = `${Math.round(missed.confidence * 100)}%, ${Math.round(missed.threshold * 100)}% wanted`;
      await tag(page, "Labor").getByText(lacked).waitFor();
      await page.getByRole("button", { name: "Add labor" }).click();
      await tag(page, "Labor").getByText("Added by an editor").waitFor();
      await history(page).getByText("added Labor").waitFor();
      await page.keyboard.press("1");
      await tag(page, "Immigration").getByText("Added by an editor").waitFor();
      await history(page).getByText("added Immigration").waitFor();
      await page.keyboard.press("1");
      await page.getByText("Immigration is a tag already").waitFor();
    });
  });

  it("decides by keys on the suggested tag that is least certain, and leads back to the queue", async () => {
    const { articleId, document } = await anOpenArticle({
      headline: "School board weighs budget cuts",
      body: "The school board met on Tuesday to weigh cuts to next year's budget. Teachers filled the hall and their union asked the board to spare the art programs and their pay. The board will vote in May.",
    });
    assert.deepEqual(
      document.tags.map(({ topic, decision }) => `${topic} ${decision}`),
      ["labor suggested"],
    );
    await withArticle({ path: articleId }, async ({ page }) => {
      await tag(page, "Labor").getByText("Suggested by the model").waitFor();
      await page.keyboard.press("a");
      await tag(page, "Labor").getByText("Accepted by an editor").waitFor();
      await page.keyboard.press("r");
      await page.getByText("No suggested tag is left to decide on").waitFor();
      await page.keyboard.press("u");
      await tag(page, "Labor").getByText("Suggested by the model").waitFor();
      await page.keyboard.press("r");
      await tag(page, "Labor").getByText("Rejected by an editor").waitFor();
      await page.keyboard.press("b");
      await page.waitForURL(/\/desk\/$/);
    });
  });

  it("says that a key which may only read decides nothing", async () => {
    const { articleId } = await anOpenArticle();
    const admin = callAs(service.url);
    const { key } = (await admin("POST", "/v1/keys", { name: "reader", scopes: ["read"] })).body;
    await withArticle({ path: articleId, options: { key } }, async ({ page }) => {
      await page
        .getByRole("button", { name: /^Accept / })
        .first()
        .click();
      await page
        .locator(".article-notice")
        .getByText(/^Not saved: .*review/)
        .waitFor();
    });
  });

  it("shows what another editor did meanwhile instead of deciding over it", async () => {
    const { articleId, document, etag } = await anOpenArticle();
    const topic = document.tags[0]?.topic ?? "";
    const name = topic.charAt(0).toUpperCase() + topic.slice(1);
    await withArticle({ path: articleId }, async ({ page }) => {
      await page.getByRole("button", { name: `Accept ${name}` }).waitFor();
      await decide(articleId, etag, { topic, action: "reject", note: "A mere mention" });
      await page.getByRole("button", { name: `Accept ${name}` }).click();
      await page.getByText(new RegExp(`Meanwhile .+ rejected ${name} \\(“A mere mention”\\)`)).waitFor();
      await tag(page, name).getByText("Rejected by an editor").waitFor();
    });
  });

  it("shows markup in headline, body and address as text, and opens no address but of the web", async () => {
    const { articleId } = await anOpenArticle({
      headline: HOSTILE,
      body: `${anArticle().body}\n\n<script>document.title='hit'</script> “Hold on,” she said.`,
    });
    await withArticle({ path: `${articleId}?tone=on` }, async ({ page }) => {
      await page.getByRole("heading", { name: "raid at the border, union says", level: 1 }).waitFor();
      await history(page).getByText(HOSTILE).waitFor();
      await page.getByText("<script>document.title='hit'</script>").waitFor();
      assert.equal(await page.locator("main img, main script").count(), 0);
      assert.equal(await page.title(), "raid at the border, union says · Beatline");
      assert.equal(await page.locator(".article-text q").first().textContent(), "“Hold on,”");
      const original = page.getByRole("link", { name: "Original" });
      assert.match((await original.getAttribute("rel")) ?? "", /noopener/);
    });
  });

  it("says that it knows no such article", async () => {
    await withArticle({ path: "art_aaaaaaaaaaaaaaaaaaaaaaaaaa" }, async ({ page }) => {
      await page.getByText("Beatline knows no article with this id").waitFor();
      await assertAccessible(page);
    });
  });

  it("says that an article is withdrawn, with its history", async () => {
    const id = `wp-${randomUUID()}`;
    const { articleId } = await anOpenArticle({ id });
    await deliver({ id, version: 2 }, "article.unpublished");
    await withArticle({ path: articleId }, async ({ page }) => {
      await page.getByText("This article was withdrawn").waitFor();
      await history(page).getByText("Version 1 received").waitFor();
      await assertAccessible(page);
    });
  });

  it("says why the model abstained, and lets an editor tag all the same", async () => {
    const { articleId } = await anOpenArticle({
      headline: "Vorstand und Betriebsrat",
      body: "Die Gewerkschaft hat am Montag zu einem Streik aufgerufen, weil die Verhandlungen mit dem Vorstand über höhere Löhne gescheitert sind und niemand mehr an eine Einigung glaubt.",
    });
    await withArticle({ path: articleId }, async ({ page }) => {
      await page.getByText("The model abstained: it reads English, and this text looks like German").waitFor();
      assert.equal(await page.getByRole("region", { name: "Tone" }).count(), 0);
      await page.keyboard.press("3");
      await tag(page, "Labor").getByText("Added by an editor").waitFor();
      await assertAccessible(page);
    });
  });

  it("keeps what is shown while it is offline, and says that a decision was not saved", async () => {
    const { articleId } = await anOpenArticle();
    await withArticle({ path: articleId }, async ({ page }) => {
      const accept = page.getByRole("button", { name: /^Accept / }).first();
      await accept.waitFor();
      await page.context().setOffline(true);
      await accept.click();
      await page.locator(".article-notice").getByText("Not saved: You are offline").waitFor();
      await page.getByRole("region", { name: "Text of the article" }).waitFor();
      await assertAccessible(page);
      await page.context().setOffline(false);
      await accept.click();
      await page.getByText("Accepted by an editor").waitFor();
      assert.equal(await page.locator(".article-notice p").count(), 0);
    });
  });

  it("shows folded what cleaning took away", async () => {
    const { articleId, document } = await anOpenArticle({
      bodyFormat: "html",
      body: `${anArticle().body.replace(/^|\n\n/g, "<p>")}<p>Sign up for our newsletter to get the best of our stories in your inbox every morning.</p>`,
    });
    assert.ok(document.text.removed.length > 0, "nothing was removed");
    await withArticle({ path: articleId }, async ({ page }) => {
      const passage = page.getByText(document.text.removed[0] ?? "", { exact: true });
      assert.equal(await passage.isVisible(), false);
      await page.getByText("left out as boilerplate").click();
      await passage.waitFor();
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [size, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
      it(`fits ${size} windows and passes axe in ${colorScheme} colours`, async function () {
        this.timeout(60_000);
        const { articleId } = await anOpenArticle();
        await withArticle({ path: articleId, options: { viewport, colorScheme } }, async ({ page }) => {
          await page.getByRole("region", { name: "Tags" }).waitFor();
          await assertFits(page);
          await assertAccessible(page);
          await keepScreenshot(page, `article-${size}-${colorScheme}`);
          await toggle(page, "Tone").click();
          await page.locator("[data-tone]").first().waitFor();
          await assertFits(page);
          await assertAccessible(page);
        });
      });
    }
  }
});
