import { z } from "zod";
import { ARTICLE_ID } from "../../domain/article.js";

/** A time, as JSON has it: UTC, RFC 3339. */
export const moment = z.iso.datetime();

export const articleId = z.string().regex(ARTICLE_ID);

/** Who did something: the key that it was done with. */
export const by = z.strictObject({ id: z.string(), name: z.string() });

export const fault = z.strictObject({ detail: z.string(), pointer: z.string() });

/** RFC 9457. `claim` says which other editor is at the article. */
export const problem = z.strictObject({
  type: z.string().startsWith("urn:beatline:problem:"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string().startsWith("urn:beatline:request:"),
  errors: z.array(fault).optional(),
  claim: z.strictObject({ by, expiresAt: moment }).optional(),
});

/** The refusal of one item of a call on many, with its status beside it as the other items have. */
export const refused = { status: z.int().min(400), problem };
