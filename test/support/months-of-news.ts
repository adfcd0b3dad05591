import assert from "node:assert/strict";
import { API_KEY } from "./service.js";

const STORIES = {
  immigration: [
    "Asylum seekers wait months for a first hearing",
    "Refugees who crossed the border last winter are still waiting for a first hearing on their asylum claims, aid groups said. The immigration agency has added officers, but the number of migrants who ask for asylum has grown faster.\n\nVisa applications for skilled immigrants take longer too. Lawyers called the delays cruel and said that families are being torn apart while the undocumented have no path to citizenship.",
  ],
  enforcement: [
    "Police arrest three in burglary inquiry",
    "Police officers arrested three men on Tuesday after a long investigation into burglaries, the sheriff said. Detectives searched two houses and seized stolen goods.\n\nProsecutors charged the men with felony burglary. A judge ordered them held in jail until their trial, and they face prison sentences of up to ten years if a jury finds them guilty. The sheriff praised the excellent work of the detectives.",
  ],
  labor: [
    "Nurses' union wins better pay after strike",
    "The nurses' union won a wage increase of nine percent after a strike of two weeks, its leaders said. Workers welcomed the contract as a great success that makes hospitals safer.\n\nThe bargaining had stalled over overtime and working conditions. The employer agreed to hire more staff, and union members will vote on the agreement. Unemployment in the region is low and employers compete for workers with higher wages.",
  ],
  none: [
    "A gentle autumn for apples and pears",
    "Gardeners look forward to a good crop of apples and pears this year. A mild spring and a warm summer let the trees blossom early, and the rain came at the right time.\n\nVisitors to the show can taste thirty old varieties. The cooks who bake there say that a tart wants a sour apple, a hot oven and patience, and that butter matters more than sugar does.",
  ],
} as const;

interface MonthOfNews {
  /** Such as 2026-03. */
  month: string;
  source?: string;
  section?: string;
  stories: Partial<Record<keyof typeof STORIES, number>>;
}

/** Posts these articles, spread over the days of their months, and waits until each is tagged. */
export async function postMonthsOfNews(url: string, months: readonly MonthOfNews[]): Promise<void> {
  const entries = months.flatMap(({ month, source = "cms", section = "national", stories }) =>
    Object.entries(STORIES).flatMap(([kind, [headline, body]]) =>
      // Object.entries widens the keys of STORIES to string.
      Array.from({ length: stories[kind as keyof typeof STORIES] ?? 0 }, (_, index) => ({
        source,
        id: `${month}-${section}-${kind}-${index}`,
        version: 1,
        headline,
        body,
        bodyFormat: "text",
        section,
        publishedAt: `${month}-${String(2 + ((index * 9) % 26)).padStart(2, "0")}T08:00:00Z`,
      })),
    ),
  );
  const headers = { authorization: `Bearer ${API_KEY}` };
  const answer = await fetch(`${url}/v1/articles/batch`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/x-ndjson" },
    body: entries.map((entry) => JSON.stringify(entry)).join("\n"),
  });
  const lines = (await answer.text()).trim().split("\n");
  for (const line of lines) {
    const { articleId } = JSON.parse(line);
    const tags = await fetch(`${url}/v1/articles/${articleId}/tags?wait=30`, { headers });
    assert.equal(tags.status, 200, line);
  }
}
