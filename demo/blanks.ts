import { FIRST_NAMES, LAST_NAMES, PLACES } from "./names.js";
import type { Pick } from "./pick.js";

const BLANK = /\{(\w+)(?:\.(last))?(?::([^{}]*))?\}/g;
const RANGE = /^(\d+)-(\d+)$/;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Creates a function that fills the blanks in one article's texts: a repeated name gets the same filling. */
export function createFill(pick: Pick, publishedAt: Date): (text: string) => string {
  const filled = new Map<string, string>();
  const taken = new Set<string>();
  filled.set("weekday", WEEKDAYS[publishedAt.getUTCDay()] ?? "");
  filled.set("nextday", WEEKDAYS[(publishedAt.getUTCDay() + 1) % WEEKDAYS.length] ?? "");

  function makeNew(name: string, choices: string | undefined): string {
    const places = PLACES[name];
    if (choices === undefined)
      return places
        ? pick.unlike(places, taken)
        : `${pick.unlike(FIRST_NAMES, taken)} ${pick.unlike(LAST_NAMES, taken)}`;
    const [, least, most] = RANGE.exec(choices) ?? [];
    return least && most
      ? pick.whole(Number(least), Number(most)).toLocaleString("en-US")
      : pick.one(choices.split("|"));
  }

  return (text) =>
    text.replace(BLANK, (_, name: string, last: string | undefined, choices: string | undefined) => {
      const known = filled.get(name) ?? makeNew(name, choices);
      filled.set(name, known);
      return last ? known.slice(known.indexOf(" ") + 1) : known;
    });
}
