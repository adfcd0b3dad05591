const MOST = 90;

/** Returns a headline to show; a CMS may send an article without one. */
export function sayHeadline(headline: string): string {
  return headline.trim() || "No headline";
}

/** Returns a headline in quotation marks for use in a sentence, cut if it is too long for one. */
export function quoteHeadline(headline: string): string {
  const letters = [...sayHeadline(headline)];
  return letters.length > MOST ? `“${letters.slice(0, MOST).join("").trimEnd()}…”` : `“${letters.join("")}”`;
}
