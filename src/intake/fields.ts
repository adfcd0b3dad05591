import { z } from "zod";

/** Text that PostgreSQL can hold, as it came. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** A time, as a date that PostgreSQL and RFC 3339 can both write: offsets may lead beyond their years 1 to 9999. */
export const time = z.iso
  .datetime({ offset: true, error: "must be a time such as 2026-11-24T09:00:00Z" })
  .transform((value) => new Date(value))
  .refine((date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999, "must be in the years 1 to 9999");

export const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/, "must be a language tag such as en or en-GB");

export const LONGEST_HEADLINE = 2000;
