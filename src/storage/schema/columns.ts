import { bigint, customType, pgSchema } from "drizzle-orm/pg-core";

/** A schema of its own keeps these tables apart from BullMQ's in the same database. */
export const beatline = pgSchema("beatline");

/** A time as PostgreSQL writes it, in the session's time zone, whose offset had seconds before standard time. */
const WRITTEN = /^(\d{4,})(-\d\d-\d\d) ([\d:.]+)([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?( BC)?$/;

/** A moment. Drizzle's own column passes the years 0 to 99 to `new Date`, which takes them for modern ones. */
export const time = customType<{ data: Date; driverData: string }>({
  dataType: () => "timestamp with time zone",
  toDriver: (date) => date.toISOString(),
  fromDriver: readTime,
});

/** @throws Error when `written` is not a time as PostgreSQL writes it. */
function readTime(written: string): Date {
  const [, year, day, clock, sign, hours = 0, minutes = 0, seconds = 0, isBefore] = WRITTEN.exec(written) ?? [];
  if (year === undefined) throw new Error(`The database gave ${written} for a time`);
  // 1 BC is the year 0. In zones west of Greenwich, the first hours of the year 1 fall into it.
  const isoYear = String(isBefore ? 1 - Number(year) : year).padStart(6, "0");
  const offset = Number(`${sign}1`) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  return new Date(Date.parse(`+${isoYear}${day}T${clock}Z`) - offset * 1000);
}

export const version = (name: string) => bigint(name, { mode: "number" });
