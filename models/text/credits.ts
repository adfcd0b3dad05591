const LONGEST_CAPTION = 700;
const LONGEST_CREDIT_LINE = 90;
const TAIL = 130;

const AGENCY =
  "Getty|AFP|Reuters|REUTERS|AP|EPA|UPI|PA Wire|PA Images|TASS|Xinhua|Kyodo|Bloomberg|Shutterstock|iStock|Alamy|ZUMA|Zuma|Abaca|Sipa|" +
  "Rex|WireImage|FilmMagic|AFP-JIJI|Pool|Handout|Staff|NurPhoto|Redux|Corbis|Magnum|Barcroft|SOPA|Anadolu|dpa";

/** A credit in brackets at the very end; some pages cut off the closing bracket. */
const BRACKETED = new RegExp(
  `[([](?:[^()[\\]]{0,80}(?:[/|] ?| via )(?:${AGENCY})\\b|(?!(?:${AGENCY})\\b)[^()[\\]]{0,80}, ?(?:${AGENCY})(?: Images)?(?=[)\\]]|$)|` +
    `(?:${AGENCY})(?: Images| Photos?| File| file)?(?:[/|:]|, ?[Ff]ile)|` +
    "(?:AP|Reuters|REUTERS|AFP|Staff|File|Courtesy|EPA) [Pp]hotos?|[Pp]hoto(?:s|graph|graphs)?(?: by|:| courtesy| credit)|" +
    "[Ii]mages?(?: by|:| courtesy| credit|: ©)|[Cc]redit(?:s)?:|[Ii]llustration by|[Cc]ourtesy of|©|Getty|[Ss]creen ?(?:shot|grab)|Pixabay|Flickr|Wikimedia|Unsplash)" +
    "[^()[\\]]{0,90}[)\\]]?\\.?$",
);

const NAME = "\\p{Lu}[\\p{L}.'’-]+";

/** A credit at the end without brackets; the line does not end like a sentence. Briefs are signed with a dash after one. */
const BARE = new RegExp(
  `/ ?PA$|(?:(?:[/|]|(?<![.!?]["”’)]{0,2} ?)[—–]) ?|\\.|\\bvia |\\bPhoto(?:graph)?s?(?: by|:|/) ?(?:[\\p{L}.'’ -]{0,50}[/|,] ?)?|^)(?:${AGENCY})(?: Images| Photo)?(?: \\(\\d+\\))?$|` +
    "\\b(?:AP|Reuters|REUTERS|AFP) ?(?:Photo|PHOTO|Images)/?[^.!?]{0,40}$|\\bGetty(?: Images)?(?: \\(\\d+\\))?$|" +
    `\\b(?:Reuters|REUTERS|AFP|EPA) ?/ ?${NAME}(?: ${NAME}){1,6}(?: ?/[\\p{L}/ ]{3,40})?$|` +
    "\\b(?:[Pp]hoto|[Ii]mage|[Cc]redit)(?: [Cc]redit)?s?: ?[^.!?$]{2,60}$|\\bCredit(?:\\.{3}|…) ?[^!?$]{2,80}$|\\bPhotograph(?: [^.!?]{1,60})? by [^!?]{2,60}(?:Images|AP|AFP|Reuters)\\.?$|" +
    `\\bPhotos? (?:by|courtesy(?: of)?) ${NAME}(?: ${NAME}){0,3}(?:(?:,| for| via| of| ?[/|]) ?(?:[Tt]he )?${NAME}(?: ${NAME}){0,4})?$|` +
    `[.!?]["”’)]{0,2} ${NAME}(?: ${NAME}){1,2} ?[/|] ?(?:${NAME}|The)(?: ${NAME}){0,3}$`,
  "u",
);

/** A line of nothing but names and their employers. */
const CREDIT_LINE = new RegExp(
  `^${NAME}(?: ${NAME}| and){1,6} ?[/|] ?(?:${NAME}|The)(?: ${NAME}){0,3}$|` +
    "^(?:©|Photo(?:s|graphs?)?(?:: | by (?!photo)| courtesy )|Image(?:s)?(?:: | credit| courtesy| source| copyright)|Credit: |Illustration by )|^(?:Getty|AP|AFP|Reuters|EPA|Shutterstock)(?: Images| Photo)?$",
  "u",
);

const CAPTION_START =
  /^(?:Image (?:copyright|caption|source)|Media (?:playback|caption)|Enlarge (?:this )?image|toggle caption|hide caption|Caption$|FILE PHOTO: |Slideshow \(|View Slideshow|(?:next |prev )?Image \d+ of|\d+ of \d+$|Photo$|Photos$)/i;

/** Tells whether `paragraph` is a picture's caption, recognized by its credit, or a credit alone. */
export function isCredit(paragraph: string): boolean {
  if (CAPTION_START.test(paragraph)) return true;
  if (paragraph.startsWith("Photos: ") && paragraph.includes("Hide Caption")) return true;
  if (paragraph.length > LONGEST_CAPTION) return false;
  if (paragraph.length < LONGEST_CREDIT_LINE && CREDIT_LINE.test(paragraph)) return true;
  return mayEndInCredit(paragraph) && endsLikeCredit(paragraph.slice(-TAIL));
}

function endsLikeCredit(tail: string): boolean {
  const bracket = Math.max(tail.lastIndexOf("("), tail.lastIndexOf("["));
  if (bracket >= 0 && BRACKETED.test(tail.slice(bracket))) return true;
  return BARE.test(tail);
}

const SENTENCE_END = "!?:\"'”’";

/** A credit ends in a name or a bracket, with at most a full stop behind it; a sentence or a quote does not. */
function mayEndInCredit(paragraph: string): boolean {
  const last = paragraph.charAt(paragraph.length - 1);
  if (last !== ".") return !SENTENCE_END.includes(last);
  const before = paragraph.charAt(paragraph.length - 2);
  return before === ")" || before === "]" || paragraph.endsWith("Images.") || paragraph.endsWith("AP.");
}
