import { z } from "zod";
import { toAns } from "../domain/formats/ans.js";
import type { Format } from "../domain/formats/formatted-article.js";
import { toNinjs1 } from "../domain/formats/ninjs-1.js";
import { toNinjs3 } from "../domain/formats/ninjs-3.js";
import { toSchemaOrg } from "../domain/formats/schema-org.js";

const JSON_TYPE = "application/json";

/** The industry formats in which an article's tags can be had, by their names in `?format=`. */
export const FORMATS = {
  "ninjs-3.1": { write: toNinjs3, type: JSON_TYPE },
  "ninjs-1.6": { write: toNinjs1, type: JSON_TYPE },
  ans: { write: toAns, type: JSON_TYPE },
  "schema.org": { write: toSchemaOrg, type: "application/ld+json" },
} as const satisfies Record<string, { write: Format; type: string }>;

export type FormatName = keyof typeof FORMATS;

// Object.keys types its result as string[], whatever the object.
const NAMES = Object.keys(FORMATS) as FormatName[];

/** `?format=`; without it, the answer is the tags document itself. */
export const format = z.enum(NAMES, `must be one of ${NAMES.join(", ")}`);
