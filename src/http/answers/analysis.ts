import { z } from "zod";
import { measured } from "../../../models/topics/artifact.js";
import { reliabilityBin } from "../../../models/topics/reliability.js";
import { INTERVALS, MEASURES } from "../../domain/trend.js";
import { moment } from "./parts.js";
import { codes, share, topic } from "./tags-document.js";

const described = {
  topic,
  label: z.string(),
  definition: z.string(),
  scopeNote: z.string(),
  codes,
  thresholds: z.strictObject({ auto: share, suggested: share }),
  measured,
  reliability: z.array(reliabilityBin).nullable(),
};

const versions = { taxonomyVersion: z.string(), modelVersion: z.string() };
const judged = z.strictObject({ accepted: z.int(), rejected: z.int(), precision: share.nullable() });

export const topicList = z.strictObject({ ...versions, topics: z.array(z.strictObject(described)) });
export const topicWithEditors = z.strictObject({
  ...versions,
  ...described,
  editors: z.strictObject({ auto: judged, suggested: judged, added: z.int() }),
});

export const trend = z.strictObject({
  topic,
  interval: z.enum(INTERVALS),
  measure: z.enum(MEASURES),
  source: z.string().nullable(),
  section: z.string().nullable(),
  publishedAfter: moment.nullable(),
  publishedBefore: moment.nullable(),
  counted: z.string(),
  points: z.array(
    z.strictObject({
      start: moment,
      n: z.int(),
      value: z.number().nullable(),
      low: z.number().nullable().optional(),
      high: z.number().nullable().optional(),
      modelVersions: z.array(z.string()),
    }),
  ),
});

const dependency = { state: z.enum(["ok", "degraded", "down"]), detail: z.string().optional() };

export const liveness = z.strictObject({ status: z.literal("ok") });
export const readiness = z.strictObject({
  status: z.enum(["ok", "degraded", "unavailable"]),
  database: z.strictObject(dependency),
  queue: z.strictObject({ ...dependency, open: z.int().optional() }),
  models: z.strictObject({ state: z.literal("ok"), modelVersion: z.string() }),
});
