import { z } from "zod";
import { articleList, history, lookupResults } from "../../answers/articles.js";
import {
  ansStory,
  classifiedText,
  ninjs1,
  ninjs3,
  pendingTags,
  schemaOrgArticle,
  tagsDocument,
} from "../../answers/tags-document.js";
import { listQuery } from "../../articles.js";
import { classifyBody } from "../../classify.js";
import { many, manyQuery, oneQuery } from "../../lookup.js";
import { tagsQuery } from "../../tags.js";
import { type Answer, IF_NONE_MATCH, json, NOT_MODIFIED, type Operation } from "../operation.js";
import { ARTICLE, ARTICLE_ID } from "./examples.js";

const tags: Answer = {
  description:
    "The tags document, or the format that you asked for. schema.org, which is for the article's page, leaves out tags that are only suggested.",
  headers: ["ETag"],
  content: {
    "application/json": z.union([tagsDocument, ninjs3, ninjs1, ansStory]),
    "application/ld+json": schemaOrgArticle,
  },
};
const found: Answer = { ...tags, headers: ["ETag", "Content-Location"] };
const pending = json(pendingTags, "This version has not been tagged yet.", "Retry-After");
const ofReader = { tag: "Tags", access: "read" } as const;

export const TAGS_OPERATIONS: readonly Operation[] = [
  {
    ...ofReader,
    operationId: "getTags",
    method: "get",
    path: "/v1/articles/{articleId}/tags",
    summary: "The tags of an article",
    query: tagsQuery,
    requestHeaders: IF_NONE_MATCH,
    example: { params: { articleId: ARTICLE_ID }, query: { include: "evidence" } },
    answers: { 200: tags, 202: pending, 304: NOT_MODIFIED },
    problems: [404, 410],
  },
  {
    ...ofReader,
    operationId: "findTags",
    method: "get",
    path: "/v1/tags",
    summary: "The tags of an article, by its URL or its id in the CMS",
    description: "Name the article by `url` alone, or by `source` and `externalId` together.",
    query: oneQuery,
    requestHeaders: IF_NONE_MATCH,
    example: { query: { url: ARTICLE.url } },
    answers: { 200: found, 202: pending, 304: NOT_MODIFIED },
    problems: [404, 410],
  },
  {
    ...ofReader,
    operationId: "lookUpTags",
    method: "post",
    path: "/v1/tags/lookup",
    summary: "The tags of up to 100 articles",
    description:
      "Results come in the order of the request, each with the status that a call for that article alone would have.",
    query: manyQuery,
    body: { type: "application/json", schema: many },
    example: {
      body: {
        articles: [{ url: ARTICLE.url }, { source: ARTICLE.source, externalId: ARTICLE.id }, { articleId: ARTICLE_ID }],
      },
    },
    answers: { 200: json(lookupResults, "A result for each article.") },
  },
  {
    ...ofReader,
    operationId: "classifyText",
    method: "post",
    path: "/v1/classify",
    summary: "The tags of a text; nothing is stored",
    body: { type: "application/json", schema: classifyBody },
    example: { body: { headline: ARTICLE.headline, body: ARTICLE.body } },
    answers: { 200: json(classifiedText, "The tags document, with all its parts.") },
  },
  {
    ...ofReader,
    operationId: "listArticles",
    method: "get",
    path: "/v1/articles",
    summary: "The articles, newest first",
    description:
      "Every filter narrows the list. `outcome`, `tone` and `tags` are those of the version `taggedVersion`, which is lower than `version` while " +
      "a new version waits for its tagging, and null while no version has one. As CSV (`format=csv` or `Accept: text/csv`), all articles come at once unless you give a `limit`.",
    query: listQuery,
    requestHeaders: IF_NONE_MATCH,
    example: { query: { topic: "labor", limit: "20" } },
    answers: {
      200: {
        description: "A page of articles.",
        headers: ["Link", "ETag"],
        content: { "application/json": articleList, "text/csv": z.string() },
      },
      304: NOT_MODIFIED,
    },
  },
  {
    ...ofReader,
    operationId: "getHistory",
    method: "get",
    path: "/v1/articles/{articleId}/history",
    summary: "Who did what to an article, and when",
    description:
      "The last 100 revisions and taggings, and every decision, newest first. A withdrawn article has a history too.",
    example: { params: { articleId: ARTICLE_ID } },
    answers: { 200: json(history, "The article's history.") },
    problems: [404],
  },
];
