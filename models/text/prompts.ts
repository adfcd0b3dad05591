import { isNote } from "./notes.js";
import { isSolicitation } from "./solicitations.js";

/** The purpose of a line that is not part of the article. */
type Prompt = "aside" | "opener";

const LONGEST_ASIDE = 160;
const LONGEST_PLAYER = 400;
const LONGEST_OPENER = 60;

// WHOLE, SHARE_BAR, OPENER and POINTER are for lines in lower case: one that ignores case takes V8 two to three times as
// long to compile, for which a process's first article waits.
/** Lines that are nothing but these words. */
const WHOLE = new RegExp(
  `^(?:[([•*·>|-]+ ?)?(?:${[
    "advert(?:isement|isements|s)?:?|(?:advertisement ){1,3}advertisement",
    "\\[?(?:pullquote|image|video|break|embed|caption)\\]?",
    "(?:ad|ads|sponsored(?: content)?|paid (?:post|content)|promoted(?: content)?)",
    "advertisement (?:continue reading.*|thanks for watching.*|- story continues below)",
    "(?:this )?(?:story|article) continue[sd] (?:below(?: advertisement)?|after the break)\\.?",
    "continue reading(?: below| the main story)?",
    "(?:show|view|see|read|load|hide|post|leave|join|add)(?: all| more| the)? (?:\\d+ )?(?:comments?|replies|conversation|caption|captions)",
    "(?:leave|post|add) a (?:comment|reply)",
    "(?:\\d+ )?comments?(?: \\(\\d+\\))?",
    "(?:now watch|watch|listen|video|photos?|gallery|poll):",
    "(?:close|loading|loading content|caption|video|videos|photos?|image|youtube|live|print|email|save|listen|replay|watch|play|skip|menu|search|next|previous|back to top)(?: \\.{3}|…|\\.{3})?",
    "skip (?:to (?:main )?(?:content|navigation)|ad|advertisement)",
    "(?:sign|log) ?(?:in|up|out)(?: (?:here|now|for free|or (?:sign up|register|subscribe)))?",
    "(?:subscribe|register|donate|join)(?: (?:now|today|here|for free))?",
    "(?:see|view|manage|browse)(?: all)?(?: [\\w ]{1,40})? newsletters",
    "(?:email )?sign up(?: for)? .{0,40}newsletters?(?: manage newsletters)?",
    "thank(?:s| you)(?: for (?:subscribing|signing up|watching|registering|reading))?[.!]?",
    "please indicate agreement\\.?",
    "please enter a valid e-?mail(?: address)?\\.?",
    "(?:read|learn|find out|see|show) more",
    "this (?:article|story) is more than (?:\\d+|one|a) years? old",
    "this slideshow requires javascript\\.?",
    "(?:\\d+|an?) (?:year|month|week|day|hour|minute)s? ago",
    "[\\d.,k]+ (?:shares?|views?|retweets|likes)",
    "(?:get|download) the [\\w ]{2,30} app(?: here)?",
    "(?:enlarge|expand|view|open|show|close) (?:this )?(?:image|photo|gallery|slideshow|caption|media)(?: gallery| in new window)?",
    "media: \\d+",
    "view author archive|email the author|follow on twitter|get author rss feed",
    "all rights reserved\\.?",
    "(?:next|previous) (?:story|article|post|photo|slide|page)",
    "play videos?",
    "estimated (?:read|reading) time.{0,20}|\\d+ min(?:ute)?s? read|reading time:? .{0,20}",
    "(?:copy|copied) link|link copied!?|copy this link",
    "something went wrong\\.?.{0,40}|an error (?:has )?occurred\\.?.{0,40}",
    "source: (?:news agencies|al jazeera.{0,40}|afp|ap|reuters|agencies)",
    "policing the usa: a look at race, justice, media",
    "do you (?:approve|support)\\b[^?]{0,90}\\? vote (?:here )?now(?: in urgent poll)?",
    "via [\\w.]{2,30}\\.(?:info|com|net|org)",
    "(?:skip past|after) newsletter promotion",
    "free (?:daily|weekly|monthly) newsletter",
    "like(?: this:?)?(?: like)?(?: loading(?:…|\\.{3})?)?",
    "(?:courtesy|contributed|submitted|handout|file|staff) (?:photo|image)s?",
    "https?://\\S+|a post shared by .{2,80}",
    "enter your e-?mail(?: address)?\\.?",
    "listen(?: ?[·|-])? ?\\d+:\\d\\d|transcript ?:?",
  ].join("|")})(?: ?[)\\]•*·<|-]+)?$`,
);

/** Share bars: nothing but the names of ways to share. */
const SHARE_BAR =
  /^(?:(?:share|tweet|e-?mail|print|facebook|twitter|pin|pinterest|linkedin|reddit|whatsapp|messenger|telegram|flipboard|tumblr|google|copy|link|post|save|sms|comments?|bookmark|this|on|via|by|the|article|story|with|friends|icon|and|\d+|\+)\b[\s,|•·:/+-]*){2,}$/;

/** Words that head a list of other articles. */
const OPENER = new RegExp(
  `^(?:[([•*·>-]+ ?)?(?:${[
    "most (?:read|popular|viewed|shared|commented|watched|emailed)(?: (?:in|on) .{1,25}|(?: \\w+){1,2})?",
    "(?:you (?:might|may)|readers?) also (?:like|be interested in|enjoy|liked)",
    "(?:success! check your inbox for details\\. )?you (?:might|may) also like",
    "(?:related|recommended|suggested|more|popular|trending|latest|top|featured|similar|further|other|must) (?:stories|articles|posts|news|coverage|content|links|topics|videos?|headlines|reading|reads|now|today|on this|for you|from .{1,30}|on .{1,30}|in .{1,30})",
    "(?:related|recommended|trending|popular|more|also|see also|see more|read more|read also|also read|read next|up next|further reading|don(?:’|')t miss(?: this| it)?|icymi|in case you missed it|editor(?:’|')?s(?:’|')? (?:picks?|choice)|must[- ]reads?|what to read next|recirculation)",
    "(?:read|see) more(?: (?:from|on|about|at|in) .{1,40})?",
    "(?:your three\\. )?videos curated for you",
    "(?:show|view|see) comments",
    "next (?:story|up|article)|play videos?|next in .{1,30}",
    "more (?:on this|from|in|about|like this)\\b.{0,30}",
    "(?:about|more about) (?:the|this) authors?",
    "something to consider",
    "sponsored (?:stories|links|content)|from the web|around the web|promoted stories|paid partner content",
  ].join("|")})(?: ?(?:\\.{3}|…|[:)\\]»›>!]+))*$`,
);

/** A line that names itself as a pointer to another article. */
const POINTER =
  /^\(? ?(?:related(?: (?:story|article|coverage|video|content))?|read (?:more|next)|more|see also|see more|also(?: (?:on|from|read|see) [\w ’'.]{1,30})?|read|watch(?: (?:now|more|live))?|video|photos?|slideshow|gallery|poll|quiz|opinion|most (?:read|popular|viewed)|trending|don(?:’|')t miss|also read|read also|also see|recommended|icymi|in case you missed it|listen|live updates|join the conversation|the latest)\s?(?::|>>|»|\||›) ?\S/;
/** The same, with nothing between the word and the other article's title. */
const POINTER_BARE =
  /^(?:[Rr]elated (?:[Aa]rticle|[Vv]ideo|[Ss]tory)s?|RELATED (?:ARTICLE|VIDEO|STORY)S?) [“‘"']?[\p{Lu}\d]/u;
const POINTER_GLUED = /^(?:More|Related|Read more|Opinion)(?: from \p{Lu}[\p{Ll}’'-]+)?:[“‘"']?\p{Lu}/u;
const POINTER_CAPS =
  /^(?:\( ?(?:POLITICO|CARTOONS?|PHOTOS|VIDEO|WATCH|ALSO|RELATED|MORE|READ|SEE)\b.{3,160}\)|(?:PHOTOS?|VIDEOS?|WATCH|NOW WATCH|SEE ALSO|RELATED|READ MORE|MORE) ?: .{3,})$/;
/** Credits of other reporters. Only what they wrote, or a place, tells these from "Speed contributed to the crash". */
const CONTRIBUTED =
  /\bcontributed (?:reporting\b.{0,60}|(?:reporting )?from \p{Lu}.{0,40}|(?:reporting )?to (?:this(?: [\w’'-]+){0,2} (?:report|story|article|post|piece|column|dispatch|list)s?\b.{0,40}|(?:the|his) report\.?))$/u;
/** What WordPress puts below an article in its feed. */
const FEED_FOOTER = /^The post [\p{Lu}\d“‘"'$].{2,300} (?:appeared first|first appeared) on \S.{1,80}$/u;
/** Captions that video and audio players leave in a text. */
const PLAYER = /^JUST WATCHED \S|^CLOSE [“‘"']?\p{Lu}.*\p{Ll}{2}|\bListen ?· ?\d+:\d\d\b/u;
/** Boxes with side explanations, and the buttons that open and close them. */
const BOX = /^(?:Quick guide|Profile|Q&A|Timeline) .{1,150} Show Hide /;
const TITLE_END = /[.!]["”’')\]]*$/;

/** Returns the purpose of a line that is not part of the article; undefined when it may be part of it. */
export function findPrompt(line: string): Prompt | undefined {
  const { length } = line;
  if (length <= LONGEST_OPENER && OPENER.test(line.toLowerCase())) return "opener";
  if (length <= LONGEST_ASIDE && isShortAside(line)) return "aside";
  if (length <= LONGEST_PLAYER && (PLAYER.test(line) || FEED_FOOTER.test(line))) return "aside";
  return BOX.test(line) || isNote(line) || isSolicitation(line) ? "aside" : undefined;
}

function isShortAside(line: string): boolean {
  const lower = line.toLowerCase();
  if (WHOLE.test(lower) || SHARE_BAR.test(lower) || line.endsWith(" Read more")) return true;
  if (POINTER_CAPS.test(line) || POINTER_GLUED.test(line)) return true;
  return (
    ((POINTER.test(lower) || POINTER_BARE.test(line)) && !TITLE_END.test(line)) ||
    (line.includes("contributed") && CONTRIBUTED.test(line))
  );
}
