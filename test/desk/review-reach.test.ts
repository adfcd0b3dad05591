import assert from "node:assert/strict";
import { sendDoubtful } from "../support/doubtful.js";
import { describeWith } from "../support/programs.js";
import { ready, said, useReviewPage } from "../support/review-page.js";

describeWith(["chromium"], "the review queue for who sees and for who only has keys", () => {
  const review = useReviewPage();

  it("says in sight that the list has no more in this direction, and that there is nothing to undo", async () => {
    await sendDoubtful(review.service.url, "ends", ["labor"]);
    await review.withReview("ends", {}, async (page) => {
      await ready(page);
      for (const [key, text] of [
        ["k", "This is the first article of the list."],
        ["u", "There is nothing to undo."],
      ] as const) {
        await page.keyboard.press(key);
        await said(page, text);
        const { width = 0, height = 0 } = (await page.getByText(text).boundingBox()) ?? {};
        assert.ok(width > 100 && height > 10, `${width} by ${height} pixels`);
      }
    });
  });

  it("leads by a link past the list to the article in hand", async () => {
    await sendDoubtful(review.service.url, "skips", ["labor", "clinic"]);
    await review.withReview("skips", {}, async (page) => {
      await ready(page);
      await page.getByRole("link", { name: "To the article in hand" }).press("Enter");
      assert.equal(await page.evaluate("document.activeElement.id"), "review-headline");
      await page.keyboard.press("Tab");
      await page
        .getByRole("button", { name: /^A? ?Accept/ })
        .and(page.locator(":focus"))
        .waitFor();
    });
  });
});
