import type { Article } from "../domain/article.js";
import { type Caller, seesSource } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import { parseJson } from "../intake/json.js";
import { parsePostedArticle } from "../intake/posted-article.js";
import type { KnownSources } from "./known-sources.js";

/**
 * Reads an article that a key holder sends.
 *
 * @throws Refusal `badRequest`; `invalid`, also for an unknown source; `forbidden` for a source not open to the key.
 */
export async function readPostedArticle(sources: KnownSources, caller: Caller, bytes: Buffer): Promise<Article> {
  const article = parsePostedArticle(parseJson(bytes));
  const { source } = article;
  if (!seesSource(caller, source)) {
    throw new Refusal(
      "forbidden",
      `This key is bound to the source ${caller.source}: it can send only articles of that source`,
    );
  }
  if (await sources.find(source)) return article;
  const detail = `There is no such source; an admin can add it with PUT /v1/sources/NAME or: npx beatline sources add NAME`;
  throw new Refusal("invalid", `/source: ${detail}`, [{ detail, pointer: "/source" }]);
}
