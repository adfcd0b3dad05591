import { claim, decisionResults, reviewList, trainingLine } from "../../answers/articles.js";
import { tagsDocument } from "../../answers/tags-document.js";
import { onMany, onOne, onOneQuery } from "../../decisions.js";
import { exportQuery } from "../../overrides.js";
import { reviewQuery } from "../../review.js";
import { json, type Operation } from "../operation.js";
import { ARTICLE_ID } from "./examples.js";

const decisions = [{ topic: "labor", action: "accept", note: "A strike vote." }];
const ofEditor = { tag: "Editors", access: "review" } as const;
const params = { articleId: ARTICLE_ID };

export const EDITORS: readonly Operation[] = [
  {
    ...ofEditor,
    operationId: "decideOnTags",
    method: "patch",
    path: "/v1/articles/{articleId}/tags",
    summary: "Decide on the tags of an article",
    description:
      "Decisions outlast the article's revisions, taggings and models. `clear` takes back an earlier decision.",
    query: onOneQuery,
    requestHeaders: { "If-Match": { description: "The `ETag` of the tags that the editor saw.", required: true } },
    body: { type: "application/json", schema: onOne },
    example: { params, headers: { "If-Match": "*" }, body: { decisions } },
    answers: { 200: json(tagsDocument, "The tags as they are now.", "ETag") },
    problems: [404, 409, 410, 412, 428],
  },
  {
    ...ofEditor,
    operationId: "decideOnArticles",
    method: "post",
    path: "/v1/overrides",
    summary: "Decide on the tags of up to 100 articles",
    description: "Each article is decided on, or refused, on its own.",
    body: { type: "application/json", schema: onMany },
    example: { body: { articles: [{ articleId: ARTICLE_ID, ifMatch: "*", decisions }] } },
    answers: { 200: json(decisionResults, "A result for each article, in the order of the request.") },
  },
  {
    ...ofEditor,
    operationId: "exportOverrides",
    method: "get",
    path: "/v1/overrides.ndjson",
    summary: "Export every standing decision with the text that it was made on",
    description: "Oldest first, in the form that `npm run train -- --overrides` reads.",
    query: exportQuery,
    example: { query: { after: "0" } },
    answers: {
      200: { description: "One decision per line.", content: { "application/x-ndjson": trainingLine } },
    },
  },
  {
    ...ofEditor,
    operationId: "listReview",
    method: "get",
    path: "/v1/review",
    summary: "The articles that need an editor",
    description:
      "First come articles that the model is least certain of, and whose topic is most likely what the article is mainly about. Articles that another editor has claimed are left out.",
    query: reviewQuery,
    example: { query: { topic: "labor" } },
    answers: { 200: json(reviewList, "A page of articles.", "Link") },
  },
  {
    ...ofEditor,
    operationId: "claimArticle",
    method: "put",
    path: "/v1/review/{articleId}/claim",
    summary: "Claim an article for five minutes",
    example: { params },
    answers: { 200: json(claim, "The claim is yours.") },
    problems: [404, 409, 410],
  },
  {
    ...ofEditor,
    operationId: "releaseArticle",
    method: "delete",
    path: "/v1/review/{articleId}/claim",
    summary: "Release a claim on an article",
    example: { params },
    answers: { 204: { description: "The claim is released." } },
    problems: [404],
  },
];
