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
    summary: "What a CMS sends, signed",
    description:
      "The body is what the CMS of the source's adapter sends; that of `standard` is shown. The signature is made over the raw " +
      "bytes, under the secret of the source. What is answered with 202 is stored, and will be tagged. Unpublishing and " +
      "deleting withdraw the article.",
    access: "signed",
    body: { type: "application/json", schema: z.union([delivery, z.looseObject({})]) },
    example: {
      params: { source: "cms" },
      body: { type: "article.published", timestamp: "2026-11-24T09:00:00Z", data: published },
    },
    answers: { 202: json(takenDelivery, "Taken.", "Location") },
  },
  {
    operationId: "sendArticle",
    method: "post",
    path: "/v1/articles",
    tag: "Sending",
    summary: "An article from who has a key",
    description:
      "It counts as published now. The same article and version with another text, section, URL or language is 409.",
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
    summary: "An archive, up to 1,000 articles or 10 MB at a time",
    description:
      "One article on each line, as `POST /v1/articles` takes it. Each is taken or refused by itself, and tagged when nothing " +
      "else is to be done.",
    access: "ingest",
    body: { type: "application/x-ndjson", schema: postedArticle },
    example: { body: `${JSON.stringify(ARTICLE)}\n` },
    answers: {
      202: {
        description: "What became of each line that is not blank.",
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
      "With a new model, or with the same one where it failed: the article is then pending again. Else it keeps its tags, which " +
      "would be the same.",
    access: "ingest",
    example: { params: { articleId: ARTICLE_ID } },
    answers: { 202: json(retaggedArticle, "It is on its way.", "Location") },
    problems: [404, 410],
  },
  {
    operationId: "retagArticles",
    method: "post",
    path: "/v1/retag",
    tag: "Sending",
    summary: "Tag again what another model tagged or this one failed on, a page at a time",
    access: "admin",
    query: retagQuery,
    example: { query: { limit: "100" } },
    answers: { 202: json(retaggedPage, "They are on their way.", "Link") },
  },
  {
    operationId: "listRetagged",
    method: "get",
    path: "/v1/retag",
    tag: "Sending",
    summary: "What the new model changed, article by article",
    description:
      "Articles that another model tagged before, in the order of their ids, with what both models made of the text that the " +
      "article shows: no tag is null. `override` is an editor's decision, which stands; `shown` is what readers see. A page may " +
      "be short or empty: go on until there is no `next`.",
    access: "admin",
    query: retagQuery,
    example: { query: { limit: "100" } },
    answers: { 200: json(retaggingList, "A page of articles.", "Link") },
  },
];
