import { DAY, MONTH } from "./biography.js";

const LONGEST_NOTE = 200;
const THIS =
  "(?:this|our)(?: [a-z]+)?(?: (?:news|live))? (?:story|article|post|report|piece|page|column|blog|liveblog|essay|review)";
const LEAD = "[([•*—–-]* ?(?:editor(?:’|')?s?(?:’|')? note: |updated?: )?";
const CLOCK = `(?:[/|•·—–-]|\\d[\\d:.,/]*(?:[ap]\\.?m\\.?)?|[ap]\\.?m\\.?|[ecmp][sd]?t|gmt|bst|utc|noon|midnight|local time|at|on|${DAY}|${MONTH})`;

const STAMP = `(?:most recent(?:ly)? |last |latest |first )?(?:updated?|posted|published)(?: (?:at|on))?:?(?: \\(?${CLOCK}\\)?,?)+`;

/** What editors write about the article itself: when it was updated, that it develops, where else it appeared. */
const NOTE = new RegExp(
  `^${LEAD}(?:${[
    `${THIS} (?:has been|was|will be|is being|will continue to be)(?: \\w+){0,2} updated(?: (?:at|on|to|with|as|since|throughout|and|again|for clarity|after|regularly|frequently|several|${DAY}|${MONTH})\\b.*)?[.)\\]]*$`,
    "this is a (?:breaking|developing)(?:(?:,| and)? (?:breaking|developing))?(?: news)? (?:story|situation|event)\\b(?! (?:of|about|that|in which))",
    `${STAMP}(?: ${STAMP})*[.:)\\]]*$`,
    `${THIS} (?:was |is |has been )?(?:originally|first) (?:published|appeared|ran|aired|posted|produced) (?:by|in|on|at) `,
    "(?:please )?(?:check|come) back (?:here |often |later |soon )*for (?:more |further |the latest |latest |any )?(?:updates|developments|information|details|news)\\b",
    "(?:please )?refresh (?:this|the) page\\b.{0,40}\\bupdates?\\b",
    "a (?:\\w+ )?version of this (?:article|story|essay|column|post|piece|report|review|interview|editorial|op-ed|obituary) (?:was |is |has |ran |also |first |originally |previously |appear|will )",
  ].join("|")})`,
);

/** Tells whether a paragraph is an editor's note about the article itself rather than part of it. */
export function isNote(paragraph: string): boolean {
  return paragraph.length <= LONGEST_NOTE && NOTE.test(paragraph.toLowerCase());
}
