import { z } from "zod";
import { postedArticle } from "../../../intake/posted-article.js";
import { delivery } from "../../../intake/standard-adapter.js";
import {
  batchLine,
  retaggedArticle,
  retaggedPage,
  retaggingList,
  takenArticle,
  takenDelivery,
} from "../../answers/articles.js";
import { retagQuery } from "../../retag.js";
import { json, type Operation } from "../operation.js";
import { ARTICLE, ARTICLE_ID } from "./examples.js";

const { source: _, ...published } = ARTICLE;

export const SENDING: readonly Operation[] = [
  {
    operationId: "deliverArticle",
    method: "post",
    path: "/v1/webhooks/{source}",
    tag: "Sending",
    summary: "Send an article from a CMS, by signed webhook",
    description:
      "The body is what the CMS of the source's adapter sends; that of `standard` is shown. The CMS signs the raw bytes with " +
      "the secret of the source. After a 202 the article is stored, and will be tagged. Unpublishing or deleting an article " +
      "withdraws it.",
    access: "signed",
    body: { type: "application/json", schema: z.union([delivery, z.looseObject({})]) },
    example: {
      params: { source: "cms" },
      body: { type: "article.published", timestamp: "2026-11-24T09:00:00Z", data: published },
    },
    answers: { 202: json(takenDelivery, "Accepted.", "Location") },
  },
  {
    operationId: "sendArticle",
    method: "post",
    path: "/v1/articles",
    tag: "Sending",
    summary: "Send an article with a key",
    description:
      "The article counts as published now. The same article and version with another text, section, URL or language is refused with 409.",
    access: "ingest",
    body: { type: "application/json", schema: postedArticle },
    example: { body: ARTICLE },
    answers: { 202: json(takenArticle, "Stored; it will be tagged.", "Location") },
    problems: [409],
  },
  {
    operationId: "sendArticles",
    method: "post",
    path: "/v1/articles/batch",
    tag: "Sending",
    summary: "Send an archive, up to 1,000 articles or 10 MB at a time",
    description:
      "One article on each line, as `POST /v1/articles` takes it. Each is accepted or refused on its own, and tagged when there " +
      "is nothing else to do.",
    access: "ingest",
    body: { type: "application/x-ndjson", schema: postedArticle },
    example: { body: `${JSON.stringify(ARTICLE)}\n` },
    answers: {
      202: {
        description: "A result for each line that is not blank.",
        content: { "application/x-ndjson": batchLine },
      },
    },
  },
  {
    operationId: "retagArticle",
    method: "post",
    path: "/v1/articles/{articleId}/retag",
    tag: "Sending",
    summary: "Tag an article again",
    description:
      "If another model tagged the article, or this one failed on it, the article is pending again. Otherwise it keeps its tags, " +
      "which would be the same.",
    access: "ingest",
    example: { params: { articleId: ARTICLE_ID } },
    answers: { 202: json(retaggedArticle, "Accepted.", "Location") },
    problems: [404, 410],
  },
  {
    operationId: "retagArticles",
    method: "post",
    path: "/v1/retag",
    tag: "Sending",
    summary: "Tag articles again that another model tagged or this one failed on, a page at a time",
    access: "admin",
    query: retagQuery,
    example: { query: { limit: "100" } },
    answers: { 202: json(retaggedPage, "The articles are queued.", "Link") },
  },
  {
    operationId: "listRetagged",
    method: "get",
    path: "/v1/retag",
    tag: "Sending",
    summary: "What the new model changed, article by article",
    description:
      "Articles that another model tagged before, in the order of their ids, with what both models made of the article's shown " +
      "text; null means no tag. `override` is an editor's decision, which stands; `shown` is what readers see. A page may be " +
      "short or empty: continue until there is no `next`.",
    access: "admin",
    query: retagQuery,
    example: { query: { limit: "100" } },
    answers: { 200: json(retaggingList, "A page of articles.", "Link") },
  },
];
