const SITES = "(?:facebook|twitter|instagram|youtube|snapchat|tumblr|pinterest|linkedin|telegram|google)";
const OPINIONS =
  "(?: and (?:views|opinions))? expressed (?:in (?:this|the) (?:article|column|commentary|piece|post|blog|essay|op-ed|editorial|letter|video|program|podcast|section|publication|review|interview|newsletter|website|site|work|material|content|report|paper|opinion|story|analysis|comment)|by (?:columnists|contributors|the authors?|guests?)|here\\b|herein|on this|are)";

/**
 * How a paragraph that asks the reader for something or belongs to the page continues, by its first word: newsletters,
 * paywalls, consent, credits of agencies, rights.
 */
const BY_FIRST_WORD: readonly (readonly [words: string, rest: string])[] = [
  ["copyright", " (?:©|\\(c\\)|@|(?:19|20)\\d\\d|the )"],
  ["©", " ?(?:copyright )?(?:19|20)\\d\\d\\b"],
  ["success", "! check your inbox"],
  ["check", " your inbox(?: or|\\.| for| to)"],
  ["by", " (?:signing up|subscribing|registering|clicking|submitting|providing your)\\b.{0,60}\\b(?:you|i)\\b"],
  ["by", " (?:continuing|using) (?:to (?:use|browse) )?(?:this|our) (?:web)?site\\b"],
  [
    "sign signup subscribe register",
    "(?: up)?\\b(?![ -]language| to vote).{0,90}\\b(?:newsletters?|inbox|e-?mails?|alerts?|updates|podcast|channel|free trial|unlimited access|briefings?|today to receive|digest)\\b",
  ],
  [
    "get receive want have",
    "\\b.{0,90}\\b(?:delivered to your inbox|in(?:to)? your (?:e-?mail )?inbox|to your inbox|delivered (?:to|through|straight|direct|right) (?:\\w+ ){0,2}your?|sent to your (?:inbox|e-?mail)|our (?:\\w+ )?newsletters?\\b)",
  ],
  [
    "get",
    " (?:the latest|more|breaking|daily|top|local|unlimited|full|exclusive|access|our|news|email|alerts)\\b.{0,80}\\b(?:inbox|newsletters?|app|alerts|subscribe|subscriptions?|e-?mail|on the go)\\b",
  ],
  ["get", " real-time updates as this story unfolds\\b"],
  ["get", " the brief\\. sign up\\b"],
  ["get download", " (?:our|the) (?:latest )?[\\w ]{2,40} app\\b"],
  ["email", " (?:newsletter )?sign ?up\\b"],
  ["sign", " up for inside time\\b"],
  ["newsletter", " sign[ -]?up\\b"],
  [
    "you",
    "(?:’|')?(?:ll| will) (?:also |soon )?receive (?:from us|(?:an? )?e-?mails?|(?:the|our) (?:\\w+ ){0,3}(?:newsletters?|e-?mails?|updates|alerts))\\b",
  ],
  ["you", " (?:may|can) unsubscribe\\b"],
  [
    "you",
    " (?:may|can) opt[- ]out(?:\\.?$| (?:at any|any ?time|by clicking|of (?:receiving|these|our|e-?mails?|cookies|newsletters?))\\b)",
  ],
  [
    "you",
    "(?:’ve|'ve| have) (?:successfully|\\d+ free|reached your|read your|used all)\\b.{0,60}\\b(?:subscribed|signed up|articles?|limit)\\b",
  ],
  [
    "you",
    " must (?:select a newsletter|be (?:logged|signed) in to (?:post|comment|reply|view|read|leave|continue|access|vote|save|watch)\\b|have javascript)\\b",
  ],
  ["to", " (?:keep|continue) reading,? (?:please|this (?:article|story)|subscribe|sign|log)\\b"],
  ["continue keep", " reading,? (?:please|this (?:article|story)|with|subscribe|sign|log|for)\\b"],
  [
    "to",
    " (?:read|view|access) (?:the (?:full|rest|entire)|this|more)\\b.{0,60}\\b(?:subscribe|sign (?:up|in)|log in|register|subscription|account|go to)\\b",
  ],
  [
    "already",
    " (?:a |have an? )?(?:subscriber|member|account|subscription|registered)\\b(?:[.!:]?$|.{0,30}(?:\\?|\\b(?:log|sign) ?in\\b))",
  ],
  ["i", " (?:have read and )?(?:agree|consent) to\\b.{0,60}\\b(?:terms|privacy|cookies|newsletter|receive)\\b"],
  ["please", " include a contact number if you are willing to speak\\b"],
  ["you", " can also contact us in the following ways\\b"],
  ["please verify confirm", "(?: verify| confirm)? ?(?:that )?you(?:’|')?(?:’re| are|re) (?:not a robot|human)\\b"],
  ["help tell", " us (?:report on|more about) .{20,200}\\bhelp make sure our journalism\\b"],
  ["the", " (?:memo|big idea) is (?:a reported column|vox’s home)\\b"],
  ["you", " can read (?:diverse|more) opinions from our\\b"],
  ["this", " site is protected by recaptcha"],
  ["this our", " (?:web)?site uses cookies\\b"],
  ["we", "(?: and our partners)? use cookies\\b"],
  ["a", " free \\d+-(?:week|month|day) (?:digital )?(?:subscription|trial)\\b"],
  ["privacy", " notice: newsletters may contain\\b"],
  ["we", " use google recaptcha\\b"],
  ["our", " (?:daily|weekly|free) newsletter\\b.{0,40}$"],
  ["thank", " you\\. check your inbox\\b"],
  ["we", "(?:’|')ve sent (?:you )?an? (?:e-?mail|message|link)\\b"],
  ["click tap", " here\\b[^.]{0,90}$"],
  [
    "click tap",
    " (?:here )?(?:to|for) (?:get|subscribe|read|watch|see|sign up|view|listen|download|join|full|more|the all-new|share|tweet|comment|live)\\b.{0,120}$",
  ],
  ["please follow join find add", `(?: like| follow| join| find)? [\\w’'@ ]{2,40} (?:on ${SITES}\\b|at ${SITES}[./])`],
  ["like", ` (?:(?:us|our page) (?:on|at) ${SITES}\\b|[\\w’' ]{2,40} on ${SITES} and follow\\b)`],
  ["like follow", " @\\w{2,30}"],
  ["read", " or share this (?:story|article)\\b"],
  ["share", " (?:this )?(?:article|story|post|page)\\b.{0,60}$"],
  [
    "your",
    " support (?:makes|helps|keeps|allows|enables|powers)\\b.{0,80}\\b(?:journalism|reporting|newsroom|coverage)\\b",
  ],
  [
    "we",
    " (?:need|rely on|depend on) your (?:support|help)\\b.{0,120}\\b(?:members?|donat\\w+|subscri\\w+|journalism)\\b",
  ],
  ["subscribe", " (?:today|now|here|to (?:continue|read|keep|our))\\b.{0,80}$"],
  [
    "this",
    " (?:content|article|story|post) is (?:only available|available (?:only|exclusively)|exclusive)\\b.{0,40}\\b(?:subscribers|members)\\b",
  ],
  ["submit", " (?:a|your) (?:letter|tip|op-ed|story idea|news tip)\\b.{0,60}$"],
  [
    "do",
    " you have (?:information|an? (?:news |story )?(?:story|tip|question|experience)|tips|questions)\\b[^?]{0,90}\\? .{0,30}\\b(?:us|our|reporters?|newsroom|form|\\S+@\\S+)\\b.{0,100}$",
  ],
  ["follow", " our (?:full |live |complete |ongoing |continuing )?coverage\\b.{0,80}$"],
  ["read", " the (?:original|full) (?:article|story|version)\\b.{0,80}$"],
  ["the", " (?:ap|associated press)(?:(?:’|')s?)?(?: [\\w, &]{1,60})? receives (?:\\w+ )?support\\b"],
  ["our", " standards: the thomson reuters\\b"],
  ["category categories", ": .{1,200}$"],
  ["support", " (?:our|independent|local|quality) journalism\\b"],
  [
    "if",
    " you (?:value|like|enjoyed|appreciate)\\b.{0,80}\\b(?:subscribe|subscribing|subscription|donat\\w+|newsletter|proposition|(?:support\\w*|join) (?:us|our|this newsroom|\\w+ journalism|independent)\\b|(?:your|with) support)\\b",
  ],
  ["opinions views opinion view", OPINIONS],
  ["the", `(?: \\w+){0,2}? (?:views?|opinions?)${OPINIONS}`],
  ["content", " created by .{2,80} is available without charge\\b"],
  ["this", " (?:document|material|article|content) is subject to copyright\\b"],
  ["this", " (?:material|article|content) may not be (?:published|reproduced|copied)\\b"],
  ["citation", ": .{5,160} retrieved \\d"],
  ["contributing", ": (?![$\\d])"],
  ["got have", " (?:an? |any )?(?:news |story )?(?:tips?|questions?|story ideas?)\\b[^.?]{0,50}\\?.{0,120}$"],
  ["send", " (?:tips|questions|comments|letters|feedback)\\b.{0,40} to \\S+@"],
  ["interested", " in .{2,60}\\? add "],
  ["watch", " the latest videos? at \\S+$"],
  ["this", " is a rush transcript\\b"],
  ["npr", " transcripts are created on a rush deadline\\b"],
  [
    "this",
    " (?:article|story|report) (?:is|was) (?:based|compiled|written)(?: in part)? (?:on|from|with) (?:wire|staff|agency|agencies)",
  ],
  [
    "this",
    " (?:report|story|article|dispatch) (?:contains|includes|was compiled with) (?:material|information|reporting) from (?!court|police|public|state|county|city|interview)",
  ],
  ["comments comment", " (?:are|is|have been) (?:closed|moderated|disabled|turned off)\\b"],
  ["comments", " that include\\b"],
  ["this", " (?:post|article|story) (?:may )?contains? affiliate\\b"],
  ["filed", " under:"],
  ["tag tags topic topics tagged", "(?: under| with| in)?: .{1,200}$"],
  ["this", " article tagged under:"],
  ["find see", " more (?:stories )?(?:on|about)(?: [^.]{0,100}|: .{1,200})$"],
  ["see", " (?:ap|the associated press)(?:’|')?s (?:complete|full) coverage"],
  ["follow for", " (?:ap|the ap|the associated press)(?:’|')?s (?:full |complete )?coverage"],
  [
    "your",
    " (?:e-?mail|subscription|browser) (?:address )?(?:is|has|does|will)\\b.{0,40}\\b(?:required|published|expired|not support|out of date|been)\\b",
  ],
  ["your", " (?:three|picks)\\. videos curated"],
  ["image", ":? (?:courtesy|credit|copyright)\\b"],
];

const FOLLOWED = followedBy(BY_FIRST_WORD);
const FIRST_WORD = /^(?:[([•*·>|-]+ ?)?([a-z]+|©)/i;
// Clears nearly every paragraph of an article at a tenth of what its first word costs.
const KNOWN = new RegExp(`^(?:[([•*·>|-]+ ?)?(?:${[...FOLLOWED.keys()].join("|")})`, "i");

/** An invitation inside a paragraph: "Each Friday we write to you. Sign up here for our newsletter." */
const INVITATION =
  /\bsign up (?:to receive|here\b|today\b|for (?:our|my|the free|a free)\b).{0,80}\b(?:newsletters?|e-?mails?|inbox|stories|alerts)\b|\b(?:newsletters?|inbox|alerts)\b.{0,120}\bsign up(?: here| today| now|[.:]?$)/i;
const NAMES =
  "(?:(?:al-|el-|d[’'])?\\p{Lu}[\\p{L}.'’&/-]*|and|in|from|of|the|at|for|by|with|de|la|van|von|bin|research|reporting|writing|editing|additional|staff|wire|reports?|services?)";
/** Credits of others who worked on the article: only names, so that "With contributions from three unions, …" stays. */
const REPORTED = new RegExp(
  "^(?:[([•*·>|-]+ ?)?(?:(?:[Aa]dditional|[Ww]ith(?: additional)?) (?:reporting|files|contributions) (?:from|by)|" +
    `(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by) (?:${NAMES}[,;]? )*${NAMES}[.)]*$`,
  "u",
);
/** What somebody says is not the page's own text, except in the credits of a picture. */
const SAYING = /\b(?:said|says|told|tells|according to|ruled|ask(?:s|ed)|wrote|argued|urged|warned)\b/;
const PICTURE = /^image\b/i;
const QUOTE = /["“]/;
const LONGEST_NAMED = 600;
/** The words under the button of every subscription form. */
const CONSENT = /signing up,? you agree to (?:receive|our)\b/;
/** A newsletter whose name precedes the request: "Morning Shift newsletter Get the latest …". */
const NAMED =
  /^[^.!?"”]{2,50}\bnewsletter\b.{0,160}\b(?:sign up|inbox|subscribe|emails? (?:every|each|from|with|daily))\b/i;

/** Tells whether a paragraph of any length asks the reader for something, or states rights and credits of the page. */
export function isSolicitation(paragraph: string): boolean {
  return asks(paragraph) && (!SAYING.test(paragraph) || PICTURE.test(paragraph));
}

function asks(paragraph: string): boolean {
  if ((KNOWN.test(paragraph) && isFollowed(paragraph)) || REPORTED.test(paragraph)) return true;
  if (paragraph.length > LONGEST_NAMED) return false;
  // V8 searches for the first letter of a string: w and g are rarer than n and s.
  return (
    (paragraph.includes("gning up") && CONSENT.test(paragraph)) ||
    (paragraph.includes("wsletter") && NAMED.test(paragraph)) ||
    (paragraph.includes("gn up") && !QUOTE.test(paragraph) && INVITATION.test(paragraph))
  );
}

function isFollowed(paragraph: string): boolean {
  const first = FIRST_WORD.exec(paragraph)?.[1] ?? "";
  return FOLLOWED.get(first.toLowerCase())?.test(paragraph) ?? false;
}

function followedBy(entries: readonly (readonly [string, string])[]): ReadonlyMap<string, RegExp> {
  const rests = new Map<string, string[]>();
  for (const [words, rest] of entries) {
    for (const word of words.split(" ")) rests.set(word, [...(rests.get(word) ?? []), rest]);
  }
  return new Map([...rests].map(([word, all]) => [word, beginningWith(word, all)]));
}

function beginningWith(word: string, rests: readonly string[]): RegExp {
  return new RegExp(`^(?:[([•*·>|-]+ ?)?${word}(?:${rests.join("|")})`, "i");
}
