import { TOPICS } from "../domain/topic.js";
import type { ListedArticle, ListPosition } from "../storage/listing.js";
import { writeCsv } from "./csv.js";

const ROWS_A_READ = 500;

/** Each topic has a column for its decision, empty if the article lacks the topic, and one for its confidence. */
const HEADER = [
  ..."articleId source externalId version taggedVersion headline url section publishedAt outcome tone".split(" "),
  ...TOPICS.flatMap((topic) => [topic, `${topic}Confidence`]),
];

/** Writes a page of articles as CSV. */
export function writeArticlesCsv(articles: readonly ListedArticle[]): string {
  return writeCsv([HEADER, ...articles.map(toRow)]);
}

/**
 * Returns all articles after a position as CSV, in pieces. It reads the first at once, so that a failure has a status.
 *
 * @throws Error from a later piece when the list leads backward, since it would never end.
 */
export async function streamArticlesCsv(
  read: (after: ListPosition | undefined, count: number) => Promise<ListedArticle[]>,
  after: ListPosition | undefined,
): Promise<AsyncIterable<string>> {
  const first = await read(after, ROWS_A_READ);
  return (async function* () {
    yield writeArticlesCsv(first);
    for (let rows = first; rows.length === ROWS_A_READ; ) {
      const last = rows.at(-1);
      rows = await read(last, ROWS_A_READ);
      requireProgress(last, rows.at(-1));
      yield writeCsv(rows.map(toRow));
    }
  })();
}

/** The list is ordered by time, newest first, then by descending id. */
function requireProgress(from: ListPosition | undefined, to: ListPosition | undefined): void {
  if (!from || !to) return;
  const step = from.listedAt.getTime() - to.listedAt.getTime();
  if (step < 0 || (step === 0 && to.articleId >= from.articleId)) {
    throw new Error(`The list of articles leads from ${from.articleId} back to ${to.articleId}`);
  }
}

function toRow(article: ListedArticle): (string | number | null)[] {
  const { articleId, source, externalId, version, taggedVersion, headline } = article;
  const { url, section, publishedAt, outcome, tone, tags } = article;
  const ofTopics = TOPICS.flatMap((topic) => {
    const tag = tags.find((given) => given.topic === topic);
    return [tag?.decision ?? null, tag?.confidence ?? null];
  });
  const time = publishedAt?.toISOString() ?? null;
  const named = [articleId, source, externalId, version, taggedVersion, headline];
  return [...named, url, section, time, outcome, tone, ...ofTopics];
}
