const SKIPPED = new Set(["script", "style", "noscript", "template", "title"]);
/** The name of a tag, or the start of a comment or declaration. */
const NAME = /^(?:\/?[a-z]\w{0,20}|[!?])/i;

/**
 * Returns the texts between the tags of HTML that nests too deeply to be parsed: whitespace normalized, none empty.
 * Scripts and styles are left out, entities stay as they are. Takes time linear in the length.
 */
export function readTagless(html: string): string[] {
  const texts: string[] = [];
  let skipped = "";
  for (const piece of html.split("<")) {
    const name = NAME.exec(piece)?.[0].toLowerCase() ?? "";
    if (skipped === "" && SKIPPED.has(name)) skipped = name;
    else if (name === `/${skipped}`) skipped = "";
    if (skipped !== "") continue;
    const text = (name === "" ? piece : afterTag(piece)).replace(/\s+/g, " ").trim();
    if (text !== "") texts.push(text);
  }
  return texts;
}

function afterTag(piece: string): string {
  const end = piece.indexOf(">");
  return end < 0 ? "" : piece.slice(end + 1);
}
