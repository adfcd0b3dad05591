import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { callAs } from "../support/admin.js";
import { assertAccessible, assertFits, type DeskOptions, keepScreenshot, NARROW } from "../support/browser.js";
import { anArticle, signed } from "../support/deliveries.js";
import { useDeskSuite } from "../support/desk-suite.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { type Receiver, startReceiver } from "../support/receiver.js";

describeWith(["chromium"], "the desk's deliveries view", () => {
  const desk = useDeskSuite({ ALLOW_PRIVATE_ENDPOINTS: "true" });
  let receiver: Receiver;

  before(async () => {
    const { url } = desk.service;
    receiver = await startReceiver();
    await callAs(url)("POST", "/v1/endpoints", { url: receiver.url, description: "Site search" });
    await fetch(`${url}/v1/webhooks/cms`, signed(anArticle({ id: "well" }), { webhookId: "msg_well" }));
    const wrong = { ...anArticle({ id: "wrong" }), version: "<b>three</b>", publishedAt: "yesterday" };
    await fetch(`${url}/v1/webhooks/cms`, signed(wrong, { webhookId: "msg_wrong" }));
  });
  after(() => receiver?.close());

  const withDesk = (options: DeskOptions, use: (page: Page) => Promise<void>) =>
    desk.visit({ path: "/desk/deliveries", ...options }, use);

  it("lists deliveries, explains failures field by field, and keeps its status filter over a reload", async () => {
    await withDesk({}, async (page) => {
      const failed = page.getByRole("listitem").filter({ hasText: "msg_wrong" }).first();
      await failed.getByText("/data/version", { exact: true }).waitFor();
      await failed.getByText("/data/publishedAt", { exact: true }).waitFor();
      await page.getByText("msg_well").waitFor();
      await assertAccessible(page);
      await keepScreenshot(page, "deliveries");
      await page.getByLabel("Status").selectOption("failed");
      await page.getByText("msg_well").waitFor({ state: "detached" });
      assert.equal(new URL(page.url()).search, "?status=failed");
      await page.reload();
      await page.getByText("msg_wrong").first().waitFor();
      assert.equal(await page.getByText("msg_well").count(), 0);
    });
  });

  it("retries a failed delivery on request, and says so when it fails again", async () => {
    await withDesk({ path: "/desk/deliveries?status=failed" }, async (page) => {
      await page.getByRole("button", { name: "Retry msg_wrong" }).click();
      await page
        .getByRole("status")
        .getByText(/version/)
        .first()
        .waitFor();
      await page.getByText(/^Not saved: /).waitFor();
    });
  });

  it("offers no retry of a failed delivery whose body is not kept, and says what to do", async () => {
    const large = { ...anArticle({ id: "large" }), version: -1, body: "A word. ".repeat(130_000) };
    const answer = await fetch(`${desk.service.url}/v1/webhooks/cms`, signed(large, { webhookId: "msg_large" }));
    assert.equal(answer.status, 422);
    await withDesk({ path: "/desk/deliveries?status=failed" }, async (page) => {
      const failed = page.getByRole("listitem").filter({ hasText: "msg_large" }).first();
      await failed.getByText("Send it again from the CMS").waitFor();
      assert.equal(await failed.getByRole("button").count(), 0);
    });
  });

  it("shows what was sent to an endpoint, and sends it again on request", async () => {
    await withDesk({}, async (page) => {
      await page.getByRole("link", { name: "To endpoints" }).click();
      await page.getByRole("link", { name: "Site search" }).click();
      await page.getByText("article.tagged").first().waitFor();
      await page
        .getByRole("button", { name: /Send again/ })
        .first()
        .waitFor();
      const before = receiver.received.length;
      await page
        .getByRole("button", { name: /Send again/ })
        .first()
        .click();
      await page.getByText(/^Saved /).waitFor();
      await until(async () => receiver.received.length > before, "the event is sent again");
      await assertAccessible(page);
    });
  });

  it("fits an endpoint's address into a narrow window, however long it is", async () => {
    const url = `${receiver.url}/${"segment/".repeat(12)}`;
    await callAs(desk.service.url)("POST", "/v1/endpoints", { url, events: ["article.failed"] });
    await withDesk({ path: "/desk/deliveries/endpoints", viewport: NARROW }, async (page) => {
      await page.getByRole("link", { name: url }).waitFor();
      await assertFits(page);
    });
  });

  it("shows endpoints only to keys with the admin scope, and says so", async () => {
    const { body } = await callAs(desk.service.url)("POST", "/v1/keys", { name: "Reader", scopes: ["read"] });
    await withDesk({ path: "/desk/deliveries/endpoints", key: body.key }, async (page) => {
      await page.getByText("Only keys with the admin scope can see endpoints").waitFor();
    });
  });

  it("says in plain words that loading failed, and loads on retry", async () => {
    await withDesk({ path: "/desk/topics" }, async (page) => {
      await page.route("**/v1/deliveries*", (route) => route.abort());
      await page.getByRole("link", { name: "Deliveries", exact: true }).click();
      await page.getByText("Beatline is not responding").waitFor();
      await assertAccessible(page);
      await page.unroute("**/v1/deliveries*");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("msg_well").waitFor();
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`fits narrow windows in ${colorScheme} colors`, async () => {
      await withDesk({ viewport: NARROW, colorScheme }, async (page) => {
        await page.getByText("msg_wrong").first().waitFor();
        await assertFits(page);
        await assertAccessible(page);
        await keepScreenshot(page, `deliveries-narrow-${colorScheme}`);
      });
    });
  }
});
