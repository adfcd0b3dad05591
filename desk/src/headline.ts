/** What an article is called; a CMS may send it without a headline. */
export function sayHeadline(headline: string): string {
  return headline || "No headline";
}
