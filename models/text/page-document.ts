/** The part of a DOM that is read before Readability changes it. */
export interface PageDocument {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  createElement(name: string): PageElement;
}

interface PageElement {
  textContent: string | null;
  parentElement: PageElement | null;
  childElementCount: number;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  replaceWith(element: PageElement): void;
}

/** The headline that a page gives itself: what it shares of itself, its heading or its title, without the site's name. */
export function findHeadline(document: PageDocument): string {
  const site = contentOf(document, 'meta[property="og:site_name"]');
  const shared = contentOf(document, 'meta[property="og:title"]');
  const heading = textOf(document, "h1");
  const title = shared || textOf(document, "title");
  if (heading !== "" && (title === "" || title.startsWith(heading))) return heading;
  return withoutSite(title, site);
}

function contentOf(document: PageDocument, selector: string): string {
  return document.querySelector(selector)?.getAttribute("content")?.trim() ?? "";
}

function textOf(document: PageDocument, selector: string): string {
  return squeeze(document.querySelector(selector)?.textContent ?? null);
}

const BAR_SUFFIX = / [|»·] [^|»·]{2,40}$/;
const DASH_SUFFIX = / [–—-] [^–—-]{2,40}$/;

function withoutSite(title: string, site: string): string {
  const dash = DASH_SUFFIX.exec(title)?.[0];
  // A dash may stand inside a headline: what follows it must name the site.
  if (dash !== undefined && site !== "" && dash.toLowerCase().includes(site.toLowerCase())) return cut(title, dash);
  const bar = BAR_SUFFIX.exec(title)?.[0];
  return bar === undefined ? title : cut(title, bar);
}

function cut(title: string, suffix: string): string {
  return title.slice(0, -suffix.length);
}

/** Puts quotes that stand alone in an embed (posts of social networks) in plain paragraphs: Readability drops embeds. */
export function keepQuotes(document: PageDocument) {
  // What is round a quote is read once for all the quotes in it: 5,000 in one place took seconds.
  const textAround = oncePer((element) => squeeze(element.textContent));
  for (const quote of document.querySelectorAll("blockquote")) {
    const text = squeeze(quote.textContent);
    const around = quote.parentElement;
    if (text === "" || around === null || textAround(around) !== text) continue;
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    around.replaceWith(paragraph);
  }
}

/** Gives lone paragraphs the class of what is round them: Readability puts them in its place. */
export function keepClasses(document: PageDocument) {
  // linkedom counts children by listing them.
  const countChildren = oncePer((element) => element.childElementCount);
  for (const paragraph of document.querySelectorAll("p")) {
    const around = paragraph.parentElement;
    const inherited = around !== null && countChildren(around) === 1 ? around.getAttribute("class") : null;
    if (inherited) paragraph.setAttribute("class", `${inherited} ${paragraph.getAttribute("class") ?? ""}`);
  }
}

function squeeze(text: string | null): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

function oncePer<T>(read: (element: PageElement) => T): (element: PageElement) => T {
  const known = new Map<PageElement, T>();
  return (element) => {
    const value = known.get(element) ?? read(element);
    known.set(element, value);
    return value;
  };
}
