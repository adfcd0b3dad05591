import assert from "node:assert/strict";
import { useDeskSuite } from "../support/desk-suite.js";
import { describeWith } from "../support/programs.js";

describeWith(["chromium"], "the filters of the desk's views", () => {
  const desk = useDeskSuite();

  for (const path of ["/desk/", "/desk/trends", "/desk/articles"]) {
    it(`keep the focus in the field that was filled in, at ${path}`, async () => {
      await desk.visit({ path }, async (page) => {
        for (const name of ["Section", "Source"]) {
          await page.getByLabel(name).fill("nowhere");
          await page.getByLabel(name).press("Enter");
          await page.waitForURL(new RegExp(`${name.toLowerCase()}=nowhere`));
          await page.locator(".pulse").waitFor({ state: "detached" });
          assert.equal(await page.getByLabel(name).and(page.locator(":focus")).count(), 1);
        }
        await page.goBack();
        await page.waitForURL((url) => !url.search.includes("source="));
        assert.equal(await page.getByLabel("Source").inputValue(), "");
      });
    });
  }

  for (const path of ["/desk/", "/desk/articles"]) {
    it(`take the focus when they are cleared, at ${path}`, async () => {
      await desk.visit({ path: `${path}?section=nowhere` }, async (page) => {
        await page.getByRole("button", { name: "Clear filters" }).press("Enter");
        await page.getByRole("button", { name: "Clear filters" }).waitFor({ state: "detached" });
        assert.equal(await page.evaluate("document.activeElement.localName"), "select");
        assert.equal(await page.getByLabel("Section").inputValue(), "");
      });
    });
  }

  for (const path of ["/desk/trends", "/desk/articles"]) {
    it(`apply a typed date only once its year is complete, at ${path}`, async () => {
      await desk.visit({ path: `${path}?from=2026-06-01&to=2026-06-30` }, async (page) => {
        const asked: string[] = [];
        page.on("request", (request) => asked.push(decodeURIComponent(request.url())));
        await page.getByLabel("From", { exact: true }).focus();
        await page.keyboard.type("05152026", { delay: 50 });
        await page.waitForURL(/from=2026-05-15/);
        assert.deepEqual(
          asked.filter((url) => /publishedAfter=0/.test(url)),
          [],
        );
        assert.equal(await page.getByText("could not be loaded").count(), 0);
      });
    });

    it(`say so when the From date is after the To date, at ${path}`, async () => {
      await desk.visit({ path: `${path}?from=2026-06-01&to=2026-06-30` }, async (page) => {
        await page.getByLabel("From", { exact: true }).fill("2026-07-10");
        await page.getByText("The From date is after the To date").waitFor();
        assert.match(page.url(), /from=2026-06-01&to=2026-06-30/);
        await page.getByLabel("To", { exact: true }).fill("2026-07-20");
        await page.waitForURL(/from=2026-07-10&to=2026-07-20/);
        await page.getByText("The From date is after the To date").waitFor({ state: "detached" });
      });
    });
  }
});
