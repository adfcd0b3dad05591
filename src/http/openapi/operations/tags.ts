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
import { noQuery } from "../../query.js";
import { tagsQuery } from "../../tags.js";
import { type Answer, json, type Operation } from "../operation.js";
import { ARTICLE, ARTICLE_ID } from "./examples.js";

const tags: Answer = {
  description:
    "The tags document, or the format that was asked for; schema.org, which is for the article's page, has no tag that is only suggested.",
  headers: ["ETag"],
  content: {
    "application/json": z.union([tagsDocument, ninjs3, ninjs1, ansStory]),
    "application/ld+json": schemaOrgArticle,
  },
};
const found: Answer = { ...tags, headers: ["ETag", "Content-Location"] };
const pending = json(pendingTags, "The tagging of this version is on its way.", "Retry-After");
const known: Answer = { description: "You have it already.", headers: ["ETag"] };
const ifNoneMatch = { "If-None-Match": { description: "The `ETag` that you have.", required: false } };

export const TAGS_OPERATIONS: readonly Operation[] = [
  {
    operationId: "getTags",
    method: "get",
    path: "/v1/articles/{articleId}/tags",
    tag: "Tags",
    summary: "The tags of an article",
    access: "read",
    query: tagsQuery,
    requestHeaders: ifNoneMatch,
    example: { params: { articleId: ARTICLE_ID }, query: { include: "evidence" } },
    answers: { 200: tags, 202: pending, 304: known },
    problems: [404, 410],
  },
  {
    operationId: "findTags",
    method: "get",
    path: "/v1/tags",
    tag: "Tags",
    summary: "The tags of an article, by what the caller has",
    description: "Name the article by `url` alone, or by `source` and `externalId` together.",
    access: "read",
    query: oneQuery,
    requestHeaders: ifNoneMatch,
    example: { query: { url: ARTICLE.url } },
    answers: { 200: found, 202: pending, 304: known },
    problems: [404, 410],
  },
  {
    operationId: "lookUpTags",
    method: "post",
    path: "/v1/tags/lookup",
    tag: "Tags",
    summary: "The tags of up to 100 articles",
    description:
      "The results come in the order in which the articles were named, each with the status that a call for it alone would have.",
    access: "read",
    query: manyQuery,
    body: { type: "application/json", schema: many },
    example: {
      body: {
        articles: [{ url: ARTICLE.url }, { source: ARTICLE.source, externalId: ARTICLE.id }, { articleId: ARTICLE_ID }],
      },
    },
    answers: { 200: json(lookupResults, "A result for each.") },
  },
  {
    operationId: "classifyText",
    method: "post",
    path: "/v1/classify",
    tag: "Tags",
    summary: "The tags of a text; nothing is stored",
    access: "read",
    query: noQuery,
    body: { type: "application/json", schema: classifyBody },
    example: { body: { headline: ARTICLE.headline, body: ARTICLE.body } },
    answers: { 200: json(classifiedText, "The tags document, with all its parts.") },
  },
  {
    operationId: "listArticles",
    method: "get",
    path: "/v1/articles",
    tag: "Tags",
    summary: "The articles, newest first",
    description:
      "Every filter narrows the list. `outcome`, `tone` and `tags` are of the version `taggedVersion`, which is lower than `version` while a " +
      "new version waits for its tagging, and null while there is none. As CSV, by `format=csv` or `Accept: text/csv`, all articles come at once unless a `limit` is given.",
    access: "read",
    query: listQuery,
    requestHeaders: ifNoneMatch,
    example: { query: { topic: "labor", limit: "20" } },
    answers: {
      200: {
        description: "A page of articles.",
        headers: ["Link", "ETag"],
        content: { "application/json": articleList, "text/csv": z.string() },
      },
      304: known,
    },
  },
  {
    operationId: "getHistory",
    method: "get",
    path: "/v1/articles/{articleId}/history",
    tag: "Tags",
    summary: "Who did what to an article, and when",
    description:
      "The last 100 revisions and taggings, and every decision, newest first; also of an article that is withdrawn.",
    access: "read",
    query: noQuery,
    example: { params: { articleId: ARTICLE_ID } },
    answers: { 200: json(history, "Its history.") },
    problems: [404],
  },
];
