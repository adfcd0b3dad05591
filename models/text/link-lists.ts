interface CutParagraph {
  text: string;
  /** What was taken out, in reading order. */
  lists: string[];
}

const LIST_END = /(?: |(?<=\p{Ll}))MORE\b/gu;
const LONGEST_LIST = 1_500;
const NAME = "\\p{Lu}[\\p{L}'’-]*\\p{Ll}";
const MIDDLE = `(?:(?:\\p{Lu}[\\p{L}.'’-]*|[("“]\\p{Lu}[\\p{L}.'’ -]*[)"”]|d[aei]|v[ao]n|l[ae]) )`;
const TITLE = "(?=[\\p{Lu}\\d'\"‘“$]|$)";
/** A name as in the sentence, the same name in full and, directly after it, the first letter of a title, if any. */
const GLUED = new RegExp(`((${NAME})(?:,? [JS]r\\.)?) ${MIDDLE}{0,6}\\2${TITLE}`, "u");
/** The same with a space before the title; here the first name must repeat too. */
const SPACED = new RegExp(`((${NAME}) (${NAME})) \\2 ${MIDDLE}{0,4}\\3 ${TITLE}`, "u");

/**
 * Removes from a sentence the titles of other articles that some sites insert after a person's name: "Ann Reed Ann
 * Maria ReedReed wins again Five things to watch MORE said" becomes "Ann Reed said". Takes time linear in the length.
 */
export function cutLinkLists(paragraph: string): CutParagraph {
  if (!paragraph.includes("MORE")) return { text: paragraph, lists: [] };
  const lists: string[] = [];
  let text = "";
  let from = 0;
  let seen = 0;
  for (const { index, 0: end } of paragraph.matchAll(LIST_END)) {
    const start = Math.max(seen, index - LONGEST_LIST);
    const before = paragraph.slice(start, index);
    const found = GLUED.exec(before) ?? SPACED.exec(before);
    seen = index + end.length;
    if (!found) continue;
    const nameEnd = start + found.index + (found[1] ?? "").length;
    text += paragraph.slice(from, nameEnd);
    lists.push(paragraph.slice(nameEnd + 1, seen));
    from = seen;
  }
  return { text: text + paragraph.slice(from), lists };
}
