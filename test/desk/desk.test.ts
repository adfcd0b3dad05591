import assert from "node:assert/strict";
import { callAs } from "../support/admin.js";
import { assertAccessible, assertFits, keepScreenshot, NARROW, signIn } from "../support/browser.js";
import { useDeskSuite } from "../support/desk-suite.js";
import { describeWith } from "../support/programs.js";

describeWith(["chromium"], "the desk", () => {
  const desk = useDeskSuite();

  it("lets nobody in without a valid key, and says why", async () => {
    const page = await desk.browser.newPage();
    await page.goto(`${desk.service.url}/desk/trends`);
    await page.getByLabel("API key").waitFor();
    await assertAccessible(page);
    await keepScreenshot(page, "sign-in");
    await page.getByLabel("API key").fill("no-such-key");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("The API key is not known here").waitFor();
    assert.equal(await page.getByRole("navigation").count(), 0);
    await page.close();
  });

  it("is accessible while it looks for a session, and when it cannot reach the service", async () => {
    const page = await desk.browser.newPage();
    let letOn = () => {};
    const held = new Promise<void>((resolve) => {
      letOn = resolve;
    });
    await page.route("**/v1/session", async (route) => {
      await held;
      await route.abort();
    });
    await page.goto(`${desk.service.url}/desk/`);
    await page.getByText("Loading the desk").waitFor();
    await assertAccessible(page);
    letOn();
    await page.getByText("The desk could not be loaded").waitFor();
    await page.getByText("Your decisions cannot be saved right now. Tell whoever runs Beatline.").waitFor();
    await assertAccessible(page);
    await page.close();
  });

  it("focuses the API key field, so that a key can be pasted at once", async () => {
    const page = await desk.browser.newPage();
    await page.goto(`${desk.service.url}/desk/`);
    await page.getByLabel("API key").and(page.locator(":focus")).waitFor();
    await page.close();
  });

  it("focuses the view's title after sign-in, and the start of the page after a reload", async () => {
    await desk.visit({ path: "/desk/topics" }, async (page) => {
      await page.getByRole("heading", { name: "Topics", level: 1 }).and(page.locator(":focus")).waitFor();
      // Playwright's queries count as user gestures in the page, so none may come before the view has opened.
      await page.reload({ waitUntil: "commit" });
      await page.waitForResponse(/\/v1\/topics/);
      await page.getByRole("heading", { name: "Topics", level: 1 }).waitFor();
      assert.equal(await page.evaluate("document.activeElement === document.body"), true);
    });
  });

  it("keeps an editor signed in over a reload, out of reach of scripts, until they sign out", async () => {
    await desk.visit({ path: "/desk/deliveries" }, async (page) => {
      await page.reload();
      await page.getByRole("heading", { name: "Deliveries" }).waitFor();
      assert.equal(await page.evaluate("document.cookie"), "");
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByLabel("API key").waitFor();
      await page.reload();
      await page.getByLabel("API key").waitFor();
    });
  });

  it("switches all windows of a browser to whoever signed in last, since they share one session", async () => {
    const { body } = await callAs(desk.service.url)("POST", "/v1/keys", { name: "Dana", scopes: ["read"] });
    await desk.visit({ path: "/desk/topics" }, async (page) => {
      const other = await page.context().newPage();
      await other.goto(`${desk.service.url}/desk/`);
      await other.getByRole("button", { name: "Sign out" }).click();
      await signIn(other, body.key);
      await page.getByRole("banner").getByText("Dana").waitFor();
      await page.getByRole("heading", { name: "Topics" }).waitFor();
    });
  });

  it("says that an editor is still signed in when sign-out gets no answer, and can retry", async () => {
    await desk.visit({ path: "/desk/deliveries" }, async (page) => {
      const signOut = page.getByRole("button", { name: "Sign out" });
      // Blocks only the session call: a view that is back online would reload, and first learn that the session is gone.
      await page.route("**/v1/session", (route) => route.abort());
      await signOut.click();
      await page.getByText("You are still signed in: Beatline is not responding. Try again.").waitFor();
      await page.getByRole("heading", { name: "Deliveries" }).waitFor();
      await assertAccessible(page);
      await page.unroute("**/v1/session");
      await page.context().clearCookies();
      await signOut.click();
      await page.getByLabel("API key").waitFor();
      assert.equal(await page.getByText("Your session has ended").count(), 0);
    });
  });

  it("gives each view its own address and title, and says so when an address has no page", async () => {
    await desk.visit({}, async (page) => {
      for (const name of ["Articles", "Live", "Trends", "Topics", "Deliveries"]) {
        await page.getByRole("link", { name, exact: true }).click();
        await page.getByRole("heading", { name, level: 1 }).waitFor();
        assert.equal(await page.title(), `${name} · Beatline`);
        assert.equal(new URL(page.url()).pathname, `/desk/${name.toLowerCase()}`);
        assert.equal(await page.getByRole("link", { name, exact: true }).getAttribute("aria-current"), "page");
      }
      await page.goBack();
      await page.getByRole("heading", { name: "Topics", level: 1 }).waitFor();
      await page.goto(`${desk.service.url}/desk/no-such-view`);
      await page.getByText("There is no page at this address").waitFor();
    });
  });

  it("says that an address is malformed, and leads back to the queue", async () => {
    await desk.visit({ path: "/desk/articles/%E0%A4%A" }, async (page) => {
      await page.getByRole("main").getByText("This address is incomplete or was altered").waitFor();
      await assertAccessible(page);
      await page.getByRole("link", { name: "Go to the review queue" }).click();
      await page.getByRole("heading", { name: "Review", level: 1 }).waitFor();
    });
  });

  it("opens the trends at their own address, and shows them again after a reload", async () => {
    await desk.visit({}, async (page) => {
      await page.getByRole("heading", { name: "Review", level: 1 }).waitFor();
      await page.getByRole("link", { name: "Trends" }).click();
      await page.getByRole("group", { name: "Measure" }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/desk/trends");
      await page.reload();
      await page.getByRole("heading", { name: "Trends", level: 1 }).waitFor();
      await page.goBack();
      await page.getByRole("heading", { name: "Review", level: 1 }).waitFor();
    });
  });

  it("says so when a view loaded on demand cannot be fetched, and shows it on retry", async () => {
    await desk.visit({}, async (page) => {
      await page.route(/assets\/trends-/, (route) => route.abort());
      await page.getByRole("link", { name: "Trends" }).click();
      await page.getByText("The trends could not be loaded.").waitFor();
      assert.equal(new URL(page.url()).pathname, "/desk/trends");
      await page.unroute(/assets\/trends-/);
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("group", { name: "Measure" }).waitFor();
    });
  });

  it("has its icon at every address", async () => {
    await desk.visit({ path: "/desk/topics/labor" }, async (page) => {
      const icon = await page.evaluate<string>("document.querySelector('link[rel=icon]').href");
      assert.match((await fetch(icon)).headers.get("content-type") ?? "", /svg/);
    });
  });

  it("shows its keyboard shortcuts, and closes them on Escape", async () => {
    await desk.visit({}, async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      await assertAccessible(page);
      await page.keyboard.press("Escape");
      assert.equal(await page.getByRole("dialog").count(), 0);
    });
  });

  it("turns single-character shortcuts off and on, and remembers the choice in the browser", async () => {
    await desk.visit({ path: "/desk/articles" }, async (page) => {
      const searchHasFocus = () => page.getByRole("searchbox").and(page.locator(":focus")).count();
      const turn = async (on: boolean) => {
        await page.keyboard.press("?");
        await page
          .getByRole("checkbox", { name: "Use single-character shortcuts (letters, digits, symbols)" })
          .setChecked(on);
        await page.getByRole("button", { name: "Close" }).click();
        await page.getByRole("dialog").waitFor({ state: "hidden" });
      };
      await page.getByRole("searchbox").waitFor();
      await turn(false);
      await page.reload();
      await page.getByRole("searchbox").waitFor();
      await page.keyboard.press("/");
      assert.equal(await searchHasFocus(), 0);
      await turn(true);
      await page.keyboard.press("/");
      assert.equal(await searchHasFocus(), 1);
    });
  });

  it("shows a notice for as long as it is offline", async () => {
    await desk.visit({}, async (page) => {
      await page.context().setOffline(true);
      await page.getByText("You are offline. You can still read this page").waitFor();
      await assertAccessible(page);
      await page.context().setOffline(false);
      await page.getByText("You are offline. You can still read this page").waitFor({ state: "detached" });
    });
  });

  it("asks the editor to sign in again once the session is gone", async () => {
    await desk.visit({ path: "/desk/topics" }, async (page) => {
      // The view has loaded everything, so it is the next request that finds no session.
      await page.getByRole("main").getByRole("link", { name: "Labor" }).first().waitFor();
      await page.context().clearCookies();
      await page.getByRole("link", { name: "Deliveries", exact: true }).click();
      await page.getByLabel("API key").waitFor();
      await page.getByText("Your session has ended").waitFor();
    });
  });

  it("allows no scripts from other origins and no eval, and answers 404 for an unknown asset", async () => {
    const { headers } = await fetch(`${desk.service.url}/desk/`);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /^default-src 'none';script-src 'self';/);
    assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
    assert.equal((await fetch(`${desk.service.url}/desk/assets/none.js`)).status, 404);
  });

  it("runs no script that is injected into the page", async () => {
    const page = await desk.browser.newPage();
    await page.goto(`${desk.service.url}/desk/`);
    const title = await page.evaluate(`new Promise((resolve) => {
      document.body.append(Object.assign(document.createElement("script"), { text: "document.title = 'hit'" }));
      const picture = document.createElement("img");
      picture.setAttribute("onerror", "document.title = 'hit'");
      picture.addEventListener("error", () => resolve(document.title));
      picture.src = "x";
    })`);
    assert.notEqual(title, "hit");
    await page.close();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`fits narrow windows and passes axe in ${colorScheme} colors`, async () => {
      await desk.visit({ viewport: NARROW, colorScheme }, async (page) => {
        for (const name of ["Review", "Articles", "Live", "Trends", "Topics", "Deliveries"]) {
          await page.getByRole("link", { name, exact: true }).click();
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.locator(".pulse").waitFor({ state: "detached" });
          await assertFits(page);
          await assertAccessible(page);
        }
      });
    });
  }
});
