import { z } from "zod";
import { ACTIONS } from "../../domain/override.js";
import { DELIVERY_STATUSES } from "../../domain/revision.js";
import { OUTCOMES } from "../../domain/tagging.js";
import { articleId, by, moment, problem, refused } from "./parts.js";
import {
  ansStory,
  decidedArticle,
  ninjs1,
  ninjs3,
  pendingTags,
  schemaOrgArticle,
  share,
  decision as shownDecision,
  tagsDocument,
  toneLabel,
  topic,
} from "./tags-document.js";

const version = z.int().min(0);
const decision = z.string();
const outcome = z.enum(OUTCOMES);

const listedTag = z.strictObject({ topic, decision, confidence: share.nullable() });

const listed = {
  articleId,
  source: z.string(),
  externalId: z.string(),
  version,
  headline: z.string(),
  url: z.string().nullable(),
  section: z.string().nullable(),
  publishedAt: moment.nullable(),
  tone: toneLabel.nullable(),
  tags: z.array(listedTag),
  links: z.strictObject({ tags: z.string() }),
};

export const listedArticle = z.strictObject({
  ...listed,
  taggedVersion: version.nullable(),
  outcome: outcome.nullable(),
});
export const articleList = z.strictObject({ articles: z.array(listedArticle) });

export const reviewArticle = z.strictObject({ ...listed, urgency: z.number(), etag: z.string() });
export const reviewList = z.strictObject({ articles: z.array(reviewArticle) });
export const claim = z.strictObject({ articleId, by, expiresAt: moment });

const taken = {
  deliveryId: z.string().startsWith("dlv_"),
  articleId,
  version,
  status: z.enum(DELIVERY_STATUSES),
};

export const takenArticle = z.strictObject(taken);
export const batchLine = z.union([
  z.strictObject({ line: z.int().min(1), ...taken }),
  z.strictObject({ line: z.int().min(1), status: z.literal("refused"), problem }),
]);

const ignored = { deliveryId: taken.deliveryId, status: z.literal("ignored"), reason: z.string() };
export const takenDelivery = z.union([z.strictObject(taken), z.strictObject(ignored)]);
export const retriedDelivery = z.union([
  z.strictObject({ ...taken, retryOf: z.string() }),
  z.strictObject({ ...ignored, retryOf: z.string() }),
]);

export const retaggedArticle = z.strictObject({
  articleId,
  version,
  modelVersion: z.string(),
  status: z.literal("queued"),
});
export const retaggedPage = z.strictObject({ modelVersion: z.string(), queued: z.int().min(0) });

const modelDecision = z.enum(["auto", "suggested"]).nullable();

const retagging = {
  articleId,
  headline: z.string(),
  version,
  from: z.string(),
  links: z.strictObject({ tags: z.string(), history: z.string() }),
};

/** What a new model changed, article by article. */
export const retaggingList = z.strictObject({
  modelVersion: z.string(),
  articles: z.array(
    z.discriminatedUnion("status", [
      z.strictObject({ status: z.literal("waiting"), ...retagging }),
      z.strictObject({
        status: z.literal("retagged"),
        ...retagging,
        topics: z.array(
          z.strictObject({
            topic,
            before: modelDecision,
            after: modelDecision,
            override: z.enum(["accept", "reject", "add"]).nullable(),
            shown: shownDecision.nullable(),
          }),
        ),
        tone: z.strictObject({ before: toneLabel.nullable(), after: toneLabel.nullable() }),
      }),
    ]),
  ),
});

export const history = z.strictObject({
  articleId,
  source: z.string(),
  externalId: z.string(),
  withdrawn: z.boolean(),
  revisions: z.array(z.strictObject({ version, headline: z.string(), receivedAt: moment })),
  taggings: z.array(
    z.strictObject({
      version,
      modelVersion: z.string(),
      taggedAt: moment,
      outcome,
      tags: z.array(z.strictObject({ topic, decision, confidence: share })),
    }),
  ),
  overrides: z.array(
    z.strictObject({
      topic,
      action: z.enum(ACTIONS),
      note: z.string().nullable(),
      at: moment,
      by,
      version,
      modelVersion: z.string(),
      modelDecision: z.string().nullable(),
    }),
  ),
});

export const lookupResults = z.strictObject({
  results: z.array(
    z.union([
      z.strictObject({
        status: z.literal(200),
        etag: z.string(),
        document: z.union([tagsDocument, ninjs3, ninjs1, ansStory, schemaOrgArticle]),
      }),
      z.strictObject({ status: z.literal(202), document: pendingTags }),
      z.strictObject(refused),
    ]),
  ),
});

export const decisionResults = z.strictObject({
  results: z.array(z.union([decidedArticle, z.strictObject({ articleId: z.string(), ...refused })])),
});

export const trainingLine = z.strictObject({
  overrideId: z.int().min(1),
  articleId,
  source: z.string(),
  externalId: z.string(),
  version,
  topic,
  action: z.enum(ACTIONS),
  note: z.string().nullable(),
  at: moment,
  headline: z.string(),
  body: z.string(),
});
