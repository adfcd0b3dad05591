import { bigint, pgSchema, timestamp } from "drizzle-orm/pg-core";

/** A schema of its own keeps these tables apart from BullMQ's in the same database. */
export const beatline = pgSchema("beatline");

export const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const version = (name: string) => bigint(name, { mode: "number" });
