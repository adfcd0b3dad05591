const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Returns whether a text is a day such as `2026-11-24`. */
export function isDay(text: string | undefined): text is string {
  return text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** Returns the day of a time, in UTC like all days of the desk. */
export function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  return toDay(new Date(Date.parse(day) + count * DAY_MS));
}

/** Returns when a day begins, as the API takes times. */
export function startOf(day: string): string {
  return `${day}T00:00:00Z`;
}
