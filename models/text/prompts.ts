/** What a line of a page that is no part of the article does there. */
export type Prompt = "aside" | "opener";

const LONGEST_ASIDE = 160;
const LONGEST_OPENER = 60;

/** Lines that are nothing but these words. */
const WHOLE = new RegExp(
  `^(?:[([•*·>|-]+ ?)?(?:${[
    "advert(?:isement|isements|s)?:?",
    "(?:ad|ads|sponsored(?: content)?|paid (?:post|content)|promoted(?: content)?)",
    "advertisement (?:continue reading.*|thanks for watching.*|- story continues below)",
    "(?:story|article) continue[sd] below(?: advertisement)?",
    "continue reading(?: below| the main story)?",
    "(?:show|view|see|read|load|hide|post|leave|join|add)(?: all| more| the)? (?:\\d+ )?(?:comments?|replies|conversation|caption|captions)",
    "(?:leave|post|add) a (?:comment|reply)",
    "(?:\\d+ )?comments?(?: \\(\\d+\\))?",
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
    "via [\\w.]{2,30}\\.(?:info|com|net|org)",
  ].join("|")})(?: ?[)\\]•*·<|-]+)?$`,
  "i",
);

/** Share bars: nothing but the names of ways to share. */
const SHARE_BAR =
  /^(?:(?:share|tweet|e-?mail|print|facebook|twitter|pin|pinterest|linkedin|reddit|whatsapp|messenger|telegram|flipboard|tumblr|google|copy|link|post|save|sms|comments?|bookmark|this|on|via|by|the|article|story|with|friends|icon|and|\d+|\+)\b[\s,|•·:/+-]*){2,}$/i;

/** What a paragraph of any length begins with when all of it asks for something or belongs to the page. */
const BEGINNINGS = new RegExp(
  `^(?:[([•*·>"“-]+ ?)?(?:${[
    "(?:copyright )?© ?(?:copyright )?(?:19|20)\\d\\d\\b|copyright (?:©|\\(c\\)|@|(?:19|20)\\d\\d|the )",
    "success! check your inbox",
    "check your inbox(?: or|\\.| for| to)",
    "by (?:signing up|subscribing|registering|clicking|submitting|providing your)\\b.{0,60}\\b(?:you|i)\\b",
    "(?:sign up|signup|subscribe|register)\\b.{0,90}\\b(?:newsletters?|inbox|e-?mails?|alerts?|updates|updated|podcast|channel|free trial|unlimited access|briefings?|today to receive|digest)\\b",
    "(?:get|receive|want|have)\\b.{0,90}\\b(?:delivered to your inbox|in(?:to)? your (?:e-?mail )?inbox|to your inbox|sent to your (?:inbox|e-?mail)|via e-?mail|newsletters?\\.|by email\\b)",
    "(?:email )?newsletter sign ?up\\b",
    "[\\w ’'.&-]{2,40} newsletter .{0,160}\\b(?:sign up|inbox|subscribe)\\b",
    "you(?:’|')?(?:ll| will) (?:also |soon )?receive (?:from|emails?|the|our|an? email)\\b",
    "you (?:may|can) (?:opt[- ]out|unsubscribe)\\b",
    "you have (?:successfully|been|\\d+ free|reached your|read your|used all)\\b.{0,60}\\b(?:subscribed|signed up|articles?|limit)\\b",
    "you must (?:select a newsletter|be (?:logged|signed) in|have javascript)\\b",
    "(?:to keep|to continue|continue|keep) reading,? (?:please|this (?:article|story)|with|subscribe|sign|log|for)\\b",
    "to (?:read|view|access) (?:the (?:full|rest|entire)|this|more)\\b.{0,60}\\b(?:subscribe|sign (?:up|in)|log in|register|subscription|account)\\b",
    "already (?:a |have an? )?(?:subscriber|member|account|subscription|registered)\\b",
    "i (?:have read and )?(?:agree|consent) to\\b.{0,60}\\b(?:terms|privacy|cookies|newsletter|receive)\\b",
    "(?:please )?(?:verify|confirm) (?:that )?you(?:’|')?(?:’re| are|re) (?:not a robot|human)\\b",
    "this site is protected by recaptcha",
    "(?:this|our) (?:web)?site uses cookies\\b|we(?: and our partners)? use cookies\\b|by (?:continuing|using) (?:to (?:use|browse) )?this (?:web)?site\\b",
    "a free \\d+-(?:week|month|day) (?:digital )?(?:subscription|trial)\\b|our daily newsletter in your inbox\\b",
    "thank you\\. check your inbox\\b|we(?:’|')ve sent (?:you )?an? (?:e-?mail|message|link)\\b",
    "(?:click|tap) (?:here )?(?:to|for) (?:get|subscribe|read|watch|see|sign up|view|listen|download|join|full|more|the all-new|share|tweet|comment|live)\\b.{0,120}$",
    "(?:click|tap) here\\b[^.]{0,90}$",
    "(?:please )?(?:like|follow|join|find|add) (?:us|our|@\\w+|the [\\w ]{2,30}|[\\w’' ]{2,40}) (?:on|at) (?:facebook|twitter|instagram|youtube|snapchat|tumblr|pinterest|linkedin|telegram|google)\\b",
    "(?:like|follow) @\\w{2,30}",
    "read or share this story\\b",
    "share (?:this )?(?:article|story|post|page)\\b.{0,60}$",
    "download (?:our|the) [\\w ]{2,40} app\\b|(?:get|download) the (?:latest )?[\\w ]{2,40} app for\\b",
    "get (?:the latest|more|breaking|daily|top|local|unlimited|full|exclusive|access|our|news|email|alerts)\\b.{0,80}\\b(?:inbox|newsletters?|app|alerts|subscribe|subscription|e-?mail|on the go)\\b",
    "support (?:our|independent|local|quality) journalism\\b|if you (?:value|like|enjoyed|appreciate)\\b.{0,80}\\b(?:subscribe|subscribing|donat|support|join|newsletter|proposition)",
    "(?:\\w+ ){0,3}(?:views|opinions) (?:and opinions )?expressed (?:in|by|here|are|on|herein)\\b",
    "content created by .{2,80} is available without charge\\b",
    "(?:this )?(?:document|material|article|content) is subject to copyright\\b|this material may not be (?:published|reproduced|copied)\\b|citation: .{5,160} retrieved \\d",
    "(?:additional |with )?reporting by \\p{Lu}|\\(?(?:reporting|writing|editing|additional reporting|compiled) by (?:\\p{Lu})|contributing: |with (?:reporting|files|contributions|additional reporting) (?:from|by) |this (?:report|story|article) (?:contains|includes) (?:material|information|reporting) from\\b",
    "comments? (?:are|is|have been) (?:closed|moderated|disabled|turned off)\\b|comments that include\\b",
    "this post (?:may )?contains? affiliate\\b|\\w+ may (?:earn|receive) (?:a|an) (?:affiliate )?(?:commission|share of)\\b|\\w+ (?:uses|use) income.earning (?:auto )?affiliate links\\b",
    "filed under:|tags?: \\S|topics?: \\S|tagged(?: under| with| in)?:|this article tagged under:|(?:find|see) more (?:on|about|stories) ",
    "see (?:ap|the associated press)(?:’|')?s (?:complete|full) coverage|follow (?:ap|the ap)(?:’|')?s (?:full )?coverage|for (?:ap|the associated press)(?:’|')?s complete coverage",
    "your (?:e-?mail|subscription|browser) (?:address )?(?:is|has|does|will)\\b.{0,40}\\b(?:required|published|expired|not support|out of date|been)\\b|your (?:three|picks)\\. videos curated",
    "image:? (?:courtesy|credit|copyright)\\b",
  ].join("|")})`,
  "iu",
);

/** Words that head a list of other articles. */
const OPENER = new RegExp(
  `^(?:[([•*·>-]+ ?)?(?:${[
    "most (?:read|popular|viewed|shared|commented|watched|emailed)(?: (?:stories|articles|news|today|now|in .{1,25}|on .{1,25}))?",
    "(?:you (?:might|may)|readers?) also (?:like|be interested in|enjoy|liked)",
    "(?:success! check your inbox for details\\. )?you (?:might|may) also like",
    "(?:related|recommended|suggested|more|popular|trending|latest|top|featured|similar|further|other|must) (?:stories|articles|posts|news|coverage|content|links|topics|videos?|headlines|reading|reads|now|today|on this|for you|from .{1,30}|on .{1,30}|in .{1,30})",
    "(?:related|recommended|trending|popular|more|also|see also|see more|read more|read also|also read|read next|up next|watch|listen|further reading|don(?:’|')t miss(?: this| it)?|icymi|editor(?:’|')?s(?:’|')? (?:picks?|choice)|must[- ]reads?|what to read next|recirculation)",
    "(?:read|see) more(?: (?:from|on|about|at|in) .{1,40})?",
    "(?:your three\\. )?videos curated for you",
    "(?:show|view|see) comments",
    "next (?:story|up|article)|play videos?|next in .{1,30}",
    "more (?:on this|from|in|about|like this)\\b.{0,30}",
    "(?:about|more about) (?:the|this) authors?",
    "something to consider",
    "sponsored (?:stories|links|content)|from the web|around the web|promoted stories|paid partner content",
  ].join("|")})(?: ?(?:\\.{3}|…|[:)\\]»›>!]+))*$`,
  "i",
);

/** One line that names itself as a pointer to another article. */
const POINTER =
  /^\(? ?(?:related(?: (?:story|article|coverage|video|content))?|read more|more|see also|see more|also(?: (?:on|from|read|see) [\w ’'.]{1,30})?|read|watch(?: (?:now|more|live))?|video|photos?|slideshow|gallery|poll|quiz|opinion|don(?:’|')t miss|also read|read also|also see|recommended|listen|live updates|join the conversation|the latest)\s?(?::|>>|»|\||›) ?\S/i;
const POINTER_CAPS = /^\( ?(?:POLITICO|PHOTOS|VIDEO|WATCH|ALSO|RELATED|MORE|READ|SEE)\b.{3,160}\)$/;
const CONTRIBUTED =
  /\b(?:contributed (?:reporting )?(?:to|from)|contributed reporting)(?: (?:this|the) (?:report|story|article|post|piece|column|dispatch)| \w+)?\b.{0,40}$/;
const TITLE_END = /[.!]["”’')\]]*$/;

/** What `line` does on its page, when it is no part of the article; undefined when it may be part of it. */
export function findPrompt(line: string): Prompt | undefined {
  const { length } = line;
  if (length <= LONGEST_OPENER && OPENER.test(line)) return "opener";
  if (length <= LONGEST_ASIDE && isShortAside(line)) return "aside";
  return BEGINNINGS.test(line) ? "aside" : undefined;
}

function isShortAside(line: string): boolean {
  if (WHOLE.test(line) || SHARE_BAR.test(line) || POINTER_CAPS.test(line)) return true;
  return (POINTER.test(line) && !TITLE_END.test(line)) || CONTRIBUTED.test(line);
}
