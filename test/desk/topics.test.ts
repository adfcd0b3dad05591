import assert from "node:assert/strict";
import { assertAccessible, assertFits, keepScreenshot, LOOKS } from "../support/browser.js";
import { withKey } from "../support/deliveries.js";
import { useDeskSuite } from "../support/desk-suite.js";
import { postMonthsOfNews } from "../support/months-of-news.js";
import { describeWith } from "../support/programs.js";
import { decideAs } from "../support/review-page.js";
import { API_KEY } from "../support/service.js";

interface TopicAnswer {
  definition: string;
  scopeNote: string;
  thresholds: { auto: number; suggested: number };
  measured: { auto: { precision: number; recall: number }; all: { precision: number; recall: number } };
  reliability: { count: number; confidence: number; frequency: number }[];
}

describeWith(["chromium"], "the desk's topics view", () => {
  const desk = useDeskSuite();

  before(async () => {
    await postMonthsOfNews(desk.service.url, [{ month: "2026-06", stories: { labor: 3 } }]);
    await decideOnAll("labor", ["accept", "accept", "reject"]);
  });

  async function decideOnAll(topic: string, actions: readonly string[]): Promise<void> {
    const list = await fetch(`${desk.service.url}/v1/articles?topic=${topic}`, withKey);
    // The schema of the answer guarantees this type.
    const { articles } = (await list.json()) as { articles: { articleId: string }[] };
    assert.equal(articles.length, actions.length);
    for (const [index, { articleId }] of articles.entries()) {
      await decideAs(desk.service.url, API_KEY, articleId, { topic, action: actions[index] ?? "" });
    }
  }

  async function askTopic(topic: string): Promise<TopicAnswer> {
    // The schema of the answer guarantees this type.
    return (await (await fetch(`${desk.service.url}/v1/topics/${topic}`, withKey)).json()) as TopicAnswer;
  }

  it("lists all three topics, each with a link to its own page", async () => {
    await desk.visit({ path: "/desk/topics" }, async (page) => {
      const { definition } = await askTopic("enforcement");
      await page.getByText(definition).waitFor();
      assert.equal(await page.getByRole("listitem").count(), 3);
      await page.getByRole("heading", { level: 2 }).getByRole("link", { name: "Enforcement" }).click();
      await page.waitForURL(/\/desk\/topics\/enforcement$/);
      await page.getByRole("heading", { name: "Enforcement", level: 1 }).waitFor();
      await page.getByRole("navigation", { name: "Topics" }).getByRole("link", { name: "Labor" }).click();
      await page.getByRole("heading", { name: "Labor", level: 1 }).waitFor();
    });
  });

  it("shows a topic's definition, thresholds and measured quality as the API gives them", async () => {
    await desk.visit({ path: "/desk/topics/immigration" }, async (page) => {
      const { definition, scopeNote, thresholds, measured } = await askTopic("immigration");
      await page.getByText(definition).waitFor();
      await page.getByText(scopeNote).waitFor();
      await page.getByText(`${percent(thresholds.auto)} or higher: automatic`).waitFor();
      await page.getByText(`${percent(thresholds.suggested)} to ${percent(thresholds.auto)}: suggested`).waitFor();
      const rates = await page.getByRole("table").first().getByRole("cell").allInnerTexts();
      const { auto, all } = measured;
      assert.deepEqual(rates, [auto.precision, auto.recall, all.precision, all.recall].map(percent));
    });
  });

  it("links each code to the page that explains it", async () => {
    await desk.visit({ path: "/desk/topics/labor" }, async (page) => {
      const link = page.getByRole("link", { name: "Q268378" });
      assert.equal(await link.getAttribute("href"), "https://www.wikidata.org/wiki/Q268378");
      const iptc = page.getByRole("link", { name: "medtop:09000000" });
      assert.match((await iptc.getAttribute("href")) ?? "", /cv\.iptc\.org\/newscodes\/mediatopic\/09000000$/);
    });
  });

  it("says how many of a topic's tags editors accepted, or that there are no decisions yet", async () => {
    await desk.visit({ path: "/desk/topics/labor" }, async (page) => {
      await page.getByText("67% accepted (2 of 3)").waitFor();
      await page.getByText("none added yet").waitFor();
      await page.goto(`${desk.service.url}/desk/topics/immigration`);
      await page.getByText("no decisions yet").first().waitFor();
    });
  });

  it("draws the measured reliability curve, with a table of the same numbers", async () => {
    await desk.visit({ path: "/desk/topics/labor" }, async (page) => {
      const { reliability } = await askTopic("labor");
      const curve = page.getByRole("img", { name: /Reliability of Labor/ });
      await curve.waitFor();
      assert.equal(await curve.locator("circle").count(), reliability.length);
      await page.getByText("View as a table").click();
      const cells = await page.getByRole("table").last().getByRole("cell").allInnerTexts();
      const expected = reliability.flatMap(({ confidence, frequency, count }) => [
        percent(confidence),
        percent(frequency),
        count.toLocaleString("en"),
      ]);
      assert.deepEqual(cells, expected);
    });
  });

  it("says so when there is no such topic", async () => {
    await desk.visit({ path: "/desk/topics/weather" }, async (page) => {
      await page.getByText("There is no page at this address").waitFor();
    });
  });

  it("says that loading failed while it is offline, and loads once the network is back", async () => {
    await desk.visit({ path: "/desk/live" }, async (page) => {
      await page.getByRole("heading", { name: "Live" }).waitFor();
      await page.context().setOffline(true);
      await page.getByRole("link", { name: "Topics", exact: true }).click();
      await page.getByText("The topics could not be loaded.").waitFor();
      await assertAccessible(page);
      await page.context().setOffline(false);
      await page.getByRole("listitem").first().waitFor();
    });
  });

  for (const { name, ...look } of LOOKS) {
    it(`fits its window and passes axe, ${name}`, async () => {
      await desk.visit({ path: "/desk/topics", ...look }, async (page) => {
        await page.getByRole("listitem").first().waitFor();
        await keepScreenshot(page, `topics-${name}`);
        await assertFits(page);
        await assertAccessible(page);
        await page.goto(`${desk.service.url}/desk/topics/labor`);
        await page.getByText("View as a table").click();
        await keepScreenshot(page, `topic-${name}`);
        await assertFits(page);
        await assertAccessible(page);
      });
    });
  }
});

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
