import type { Schemas } from "../../clients/typescript/client.js";
import { formatTable } from "./table.js";

export type RetaggedArticle = Schemas["ListRetaggedAnswer"]["articles"][number];

type TopicChange = Extract<RetaggedArticle, { status: "retagged" }>["topics"][number];

/** What can happen to a tag, by column heading. The last counts editors' decisions that the new model contradicts. */
const COLUMNS: Record<string, (change: TopicChange) => boolean> = {
  gained: ({ before, after }) => !before && after !== null,
  lost: ({ before, after }) => before !== null && !after,
  "suggested to auto": ({ before, after }) => before === "suggested" && after === "auto",
  "auto to suggested": ({ before, after }) => before === "auto" && after === "suggested",
  "editors disagree": ({ after, override }) => override !== null && (override === "reject") === (after !== null),
};

/** Counts, article by article, what a new model changed. */
export function createSummary() {
  const counts = { retagged: 0, waiting: 0, changed: 0 };
  const topics = new Map<string, number[]>();
  const tones = new Map<string, number>();
  const add = (article: RetaggedArticle) => {
    counts[article.status]++;
    if (article.status === "waiting") return;
    const { before, after } = article.tone;
    if (before !== after) count(tones, `${before ?? "none"} to ${after ?? "none"}`);
    if (before !== after || article.topics.some((change) => change.before !== change.after)) counts.changed++;
    for (const change of article.topics) {
      const known = topics.get(change.topic) ?? [];
      const met = Object.values(COLUMNS).map((isMet, column) => (known[column] ?? 0) + Number(isMet(change)));
      topics.set(change.topic, met);
    }
  };
  return { add, text: () => describe(counts, topics, tones) };
}

function describe(
  { retagged, waiting, changed }: Record<"retagged" | "waiting" | "changed", number>,
  topics: ReadonlyMap<string, number[]>,
  tones: ReadonlyMap<string, number>,
): string {
  const rows = [...topics].sort().map(([topic, counts]) => [topic, ...counts.map(String)]);
  const moved = [...tones].sort(([, left], [, right]) => right - left).map(([change, times]) => `${change} ${times}`);
  return [
    `${retagged} articles have tags of both models; ${changed} of them changed\n`,
    waiting > 0 ? `${waiting} are still waiting for theirs\n` : "",
    rows.length > 0 ? `\n${formatTable([["topic", ...Object.keys(COLUMNS)], ...rows])}` : "",
    `\ntone: ${moved.join(", ") || "no change"}\n`,
    changed > 0 ? "\nGET /v1/retag lists each article with a link to its history; see docs/backfill.md\n" : "",
  ].join("");
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
