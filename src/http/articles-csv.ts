import { TOPICS } from "../domain/topic.js";
import type { ListedArticle, ListPosition } from "../storage/listing.js";
import { writeCsv } from "./csv.js";

const ROWS_A_READ = 500;

/** For each topic a column holds its decision, empty where the article has it not, and another its confidence. */
const HEADER = [
  ..."articleId source externalId version headline url section publishedAt outcome tone".split(" "),
  ...TOPICS.flatMap((topic) => [topic, `${topic}Confidence`]),
];

/** A page of articles as CSV. */
export function writeArticlesCsv(articles: readonly ListedArticle[]): string {
  return writeCsv([HEADER, ...articles.map(toRow)]);
}

/** All articles after a place in their list as CSV, in pieces. The first is read already, so that a failure has a status. */
export async function streamArticlesCsv(
  read: (after: ListPosition | undefined, count: number) => Promise<ListedArticle[]>,
  after: ListPosition | undefined,
): Promise<AsyncIterable<string>> {
  const first = await read(after, ROWS_A_READ);
  return (async function* () {
    yield writeArticlesCsv(first);
    for (let last = first.at(-1); last; ) {
      const rows = await read(last, ROWS_A_READ);
      if (rows.length > 0) yield writeCsv(rows.map(toRow));
      last = rows.at(-1);
    }
  })();
}

function toRow(article: ListedArticle): (string | number | null)[] {
  const { articleId, source, externalId, version, headline, url, section, publishedAt, outcome, tone, tags } = article;
  const ofTopics = TOPICS.flatMap((topic) => {
    const tag = tags.find((given) => given.topic === topic);
    return [tag?.decision ?? null, tag?.confidence ?? null];
  });
  const time = publishedAt?.toISOString() ?? null;
  return [articleId, source, externalId, version, headline, url, section, time, outcome, tone, ...ofTopics];
}
