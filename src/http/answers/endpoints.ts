import { z } from "zod";
import { DISABLED_REASONS, EVENT_TYPES, OUTBOUND_STATES } from "../../domain/event.js";
import { articleId, moment } from "./parts.js";

const endpoint = {
  id: z.string().startsWith("ep_"),
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(EVENT_TYPES)),
  source: z.string().nullable(),
  createdAt: moment,
  enabled: z.boolean(),
  failingSince: moment.nullable(),
  disabled: z.strictObject({ at: moment, reason: z.enum(DISABLED_REASONS), detail: z.string() }).nullable(),
  secrets: z.array(z.strictObject({ createdAt: moment.optional(), endsAt: moment.nullable() })),
  links: z.strictObject({ deliveries: z.string() }),
};

export const shownEndpoint = z.strictObject(endpoint);
export const endpointList = z.strictObject({ endpoints: z.array(shownEndpoint) });
export const endpointWithSecret = z.strictObject({ ...endpoint, secret: z.string() });

const eventId = z.int().min(1);

const sentEvent = z.strictObject({
  eventId,
  webhookId: z.string().startsWith("evt_"),
  type: z.enum([...EVENT_TYPES, "endpoint.test"]),
  at: moment,
  articleId: articleId.nullable(),
  version: z.int().min(0).nullable(),
  state: z.enum(OUTBOUND_STATES),
  nextAt: moment.nullable(),
  attempts: z.array(
    z.strictObject({
      at: moment,
      statusCode: z.int().nullable(),
      ms: z.number(),
      error: z.string().optional(),
    }),
  ),
});

export const outboundList = z.strictObject({ deliveries: z.array(sentEvent) });
export const replayedEvents = z.strictObject({ replayed: z.int().min(0) });
export const plannedTest = z.strictObject({ eventId, links: z.strictObject({ deliveries: z.string() }) });
