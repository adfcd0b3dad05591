const SKIPPED = new Set(["script", "style", "noscript", "template", "title"]);
/** Of a tag, or what begins a comment or a declaration. */
const NAME = /^(?:\/?[a-z]\w{0,20}|[!?])/i;

/**
 * The texts between the tags of an HTML text, whitespace normalised, none empty: for HTML that nests too deep to be parsed.
 * Scripts and styles are left out, entities stay as they are. Takes time in proportion to the length.
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
