const MINUTE = 60_000;
const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 24 * 60 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
/** Names the zone, since lists filter by days in UTC. */
const exact = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "long" });
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** Shows a time as people say it, and the exact time when pointed at. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact.format(date)}>
      {describeMoment(date, Date.now())}
    </time>
  );
}

/** Shows the exact time at once: on a phone, nothing can be pointed at. */
export function ExactMoment({ at }: { at: string }) {
  return <time dateTime={at}>{exact.format(new Date(at))}</time>;
}

function describeMoment(date: Date, now: number): string {
  const ms = date.getTime() - now;
  if (Math.abs(ms) > 14 * 24 * 60 * MINUTE) return day.format(date);
  const step = STEPS.find(([, length]) => Math.abs(ms) >= length);
  return step ? relative.format(Math.round(ms / step[1]), step[0]) : "just now";
}
