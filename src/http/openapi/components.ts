import type { z } from "zod";
import { loggedDelivery, shownKey, shownSource } from "../answers/access.js";
import { batchLine, listedArticle, reviewArticle, takenArticle, trainingLine } from "../answers/articles.js";
import { shownEndpoint } from "../answers/endpoints.js";
import {
  ansStory,
  classifiedText,
  decidedArticle,
  evidence,
  ninjs1,
  ninjs3,
  pendingTags,
  schemaOrgArticle,
  sentiment,
  tag,
  tagsDocument,
  tone,
} from "../answers/tags-document.js";

/** Schemas that deserve a name in clients, and those that several calls answer with. */
export const SHARED = {
  TagsDocument: tagsDocument,
  ClassifiedText: classifiedText,
  PendingTags: pendingTags,
  DecidedArticle: decidedArticle,
  Tag: tag,
  Evidence: evidence,
  Sentiment: sentiment,
  Tone: tone,
  Ninjs3: ninjs3,
  Ninjs1: ninjs1,
  AnsStory: ansStory,
  SchemaOrgArticle: schemaOrgArticle,
  ListedArticle: listedArticle,
  ReviewArticle: reviewArticle,
  TakenArticle: takenArticle,
  BatchLine: batchLine,
  TrainingLine: trainingLine,
  LoggedDelivery: loggedDelivery,
  Endpoint: shownEndpoint,
  Key: shownKey,
  Source: shownSource,
} as const satisfies Record<string, z.ZodType>;
