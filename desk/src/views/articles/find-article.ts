import { answerOf, service } from "../../service.ts";

const ID = /^art_[a-z0-9]+$/;
const ADDRESS = /^(?:https?:\/\/|[^\s/]+\.[^\s/]+\/)\S+$/i;

/** Returns whether a text is an article's id or address, rather than words to search for. */
export function namesArticle(text: string): boolean {
  return ID.test(text) || ADDRESS.test(text);
}

/** Returns the id of the article that a text names. @throws ProblemError when no article has the address. */
export async function findArticle(text: string): Promise<string> {
  if (ID.test(text)) return text;
  const document = answerOf(await service.GET("/v1/tags", { params: { query: { url: text } } }));
  // Without `format` it is the tags document, or one for an article that waits for its tagging.
  return (document as { articleId: string }).articleId;
}
