const MOST = 90;

/** What an article is called; a CMS may send it without a headline. */
export function sayHeadline(headline: string): string {
  return headline.trim() || "No headline";
}

/** What an article is called in a sentence, in quotation marks: as much of it as a sentence bears. */
export function quoteHeadline(headline: string): string {
  const letters = [...sayHeadline(headline)];
  return letters.length > MOST ? `“${letters.slice(0, MOST).join("").trimEnd()}…”` : `“${letters.join("")}”`;
}
