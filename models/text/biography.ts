const LONGEST = 900;

const CAPITALISED = "\\p{Lu}[\\p{L}.'’-]*";
const NAME = `${CAPITALISED}(?: (?:${CAPITALISED}|de|la|van|von|der|al|bin|and)){1,6}`;
const ROLE =
  "reporters?|correspondents?|columnists?|editors?|writers?|contributors?|journalists?|bloggers?|authors?|bureau chief|commentators?|" +
  "hosts?|fellows?|professors?|lecturers?|attorneys?|lawyers?|historians?|strategists?|pollsters?|analysts?|director|president|founder|" +
  "co-founder|producers?|staffers?|chairman|chair|scholars?|economists?|interns?|critics?|Report for America corps members?|anchors?|curators?|photographers?|consultants?|dean|researchers?";

/** Words that name somebody else's role, or begin what happens to somebody: "is expected to", "is home to", "according to". */
const OF_NEWS =
  "according|by|to|that|which|whose|who|home|among|expected|hearing|one|is|was|has|not|subject|blamed|survived|where";
const GAP = `(?: (?!(?:${OF_NEWS})\\b)[^\\s.;]+){0,18}`;

/**
 * "Jane Roe is a reporter", "Jane Roe, a fellow at the institute, is the author", "Jane Roe covers the courts". A
 * person with an age is a candidate, a victim or a suspect, and "New York, incidentally, is" does not describe an
 * author.
 */
const BIOGRAPHY = new RegExp(
  `^(?:[•*—–-]+ ?|By |About the author:? |\\( ?)?(?:Dr\\.? |Prof(?:essor|\\.)? )?(${NAME})(?:,(?! (?:\\d{1,3}|\\w+ly),)[^.]{2,120},| \\([^)]{1,40}\\))? ` +
    `(?:(?:(?:is|are)${GAP}|(?:was|has been) (?:an?|the)(?: [^.]{0,60})?|served as|serves as|works as|joined [^.]{2,60} as(?: [^.]{0,60})?) (?:${ROLE})\\b|` +
    "(?:covers|cover|writes (?:about|on|for|a)|reports (?:on|for|from)|has (?:covered|written for|reported (?:on|for|from))|" +
    "teaches (?:[\\p{L}, ]{2,60} )?at|(?:blogs|tweets) (?:at|for)|hosts .{0,60}(?:show|podcast|program|programme|radio))\\b)",
  "u",
);

const CONTACT = new RegExp(
  "^[•*—–-]* ?(?:You can )?(?:(?:Follow|Email|E-mail|Reach|Contact|Write to|Find|Tweet|Message) (?:him|her|them|me|us|@|" +
    "the (?:author|writer|reporter)|(?:(?:staff )?(?:reporter|writer|editor) )?(?:\\p{Lu}[\\p{L}.'’-]+ ?){1,4}(?:on|at|via|:))|(?:Have|Got) a (?:news )?tip\\b)|" +
    "^(?:Twitter|E-?mail|Facebook|Instagram): ?\\S{3,60}$|^@\\w{2,30}$|^\\S{2,40}@\\S{3,40}$",
  "u",
);
const REACHED =
  /\b(?:[Ff]ollow (?:him|her|them|me)|(?:can|may) be (?:reached|emailed|contacted)|[Ll]et us know|(?:[Ee]mail|[Cc]ontact|[Ww]rite to) us)\b.{0,40}(?:@|\[email|https?:|\b[\w-]+\.(?:com|org|net)\b|Twitter|Facebook)/;

const ABOUT = /^About (?:the )?(?:author|writer|reporter|columnist)s?\b(?! of\b)/i;

/** What a wire, a station or a newsroom says of itself below what it lets others print. */
const OUTLET = new RegExp(
  `^(${CAPITALISED}(?: ${CAPITALISED}){0,5}),? is (?:part of States Newsroom|an? (?:[\\w-]+,? ){0,5}(?:newsroom|news (?:organization|service|outlet|site|network|agency)))\\b`,
  "u",
);

/**
 * Tells whether `paragraph`, at the end of an article, describes its author. A paragraph about a person whom `before`
 * names belongs to the story.
 */
export function isBiography(paragraph: string, before: readonly string[]): boolean {
  if (paragraph.length > LONGEST) return false;
  if (ABOUT.test(paragraph) || CONTACT.test(paragraph) || REACHED.test(paragraph)) return true;
  const name = (BIOGRAPHY.exec(paragraph) ?? OUTLET.exec(paragraph))?.[1];
  return name !== undefined && !before.some((earlier) => speaksOf(earlier, name));
}

function speaksOf(paragraph: string, name: string): boolean {
  const surname = name.slice(name.lastIndexOf(" ") + 1);
  const at = paragraph.indexOf(surname);
  return at >= 0 && !isByline(paragraph);
}

/** Tells whether `line` says only who wrote the article, or when. */
export function isByline(line: string): boolean {
  return line.length <= LONGEST_BYLINE && (AUTHORS.test(line) || WHEN.test(line));
}

const LONGEST_BYLINE = 120;
const AUTHORS = new RegExp(
  `^(?:[Bb]y|BY):? ${CAPITALISED}(?:(?: and|,| &| \\|)? (?:${CAPITALISED}|de|la|van|von)){1,9}(?:, [\\p{L} ]{2,40})?` +
    "(?: ?[–—|•·-] .{0,20}\\d[^.]{0,40})?$",
  "u",
);
/** For texts in lower case: a day's or a month's name, whole or shortened. */
export const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?";
export const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const DATE = `(?:${DAY},? )?(?:${MONTH} \\d{1,2}|\\d{1,2} ${MONTH}),? \\d{4}`;
const WHEN = new RegExp(
  `^${DATE}(?: ?[,|/•·@–—-]| at)?[\\d:. apmestcdgu()|/–-]{0,30}$|` +
    `^(?:\\| ?)?(?:first |last )?(?:published|updated|posted|modified|created)(?: on| at)?:? (?:${DAY}|${MONTH}|\\d|\\w+ \\d{1,2}, ).{0,80}$`,
  "i",
);
