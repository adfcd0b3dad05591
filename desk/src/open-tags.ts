import type { Tag, TagsDocument } from "./seen.ts";

/** Lists the undecided suggested tags, most urgent first, as the queue orders articles. The keys act on the first. */
export function listOpen({ tags }: TagsDocument): Tag[] {
  return tags.filter(({ decision }) => decision === "suggested").sort((a, b) => urgencyOf(b) - urgencyOf(a));
}

function urgencyOf({ confidence, relevance }: Tag): number {
  return (1 - Math.abs(2 * (confidence ?? 0) - 1)) * (relevance ?? 0);
}
