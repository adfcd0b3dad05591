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

const LEAST_WORDS = 4;

/**
 * Returns the headline that a page gives itself: its heading, or else its title without the site's name. A title of a
 * few words may name a section, so there an only heading of more words counts, unless the title has it as the site's name.
 */
export function findHeadline(document: PageDocument): string {
  const site = contentOf(document, 'meta[property="og:site_name"]');
  const title = contentOf(document, 'meta[property="og:title"]') || squeeze(document.querySelector("title"));
  const named = withoutSite(title, site);
  return findHeading(document, title) || (isLong(named) ? named : onlyLongHeading(document, title)) || named;
}

function isLong(line: string): boolean {
  return line.split(" ").length >= LEAST_WORDS;
}

function onlyLongHeading(document: PageDocument, title: string): string {
  const [only = "", ...others] = listHeadings(document);
  return others.length === 0 && isLong(only) && !title.includes(only) ? only : "";
}

// Searching an endless title for thousands of headings took seconds.
const MOST_HEADINGS = 20;

/** Returns the longest heading in the title, if the title begins with one: sites and sections have short names. */
function findHeading(document: PageDocument, title: string): string {
  const headings = listHeadings(document);
  if (title === "") return headings[0] ?? "";
  if (!headings.some((heading) => title.startsWith(heading))) return "";
  const shared = headings.filter((heading) => title.includes(heading));
  return shared.reduce((longest, heading) => (heading.length > longest.length ? heading : longest));
}

function listHeadings(document: PageDocument): string[] {
  return Array.from(document.querySelectorAll("h1"), squeeze)
    .filter((heading) => heading !== "")
    .slice(0, MOST_HEADINGS);
}

function contentOf(document: PageDocument, selector: string): string {
  return document.querySelector(selector)?.getAttribute("content")?.trim() ?? "";
}

const BAR = / [|»·] /;
const BAR_CHARS = 3;
const LONGEST_NAME = 40;
const DASH_SUFFIX = / [–—-] [^–—-]{2,40}$/;

function withoutSite(title: string, site: string): string {
  const dash = DASH_SUFFIX.exec(title)?.[0];
  // A dash may belong to the headline, so what follows it must name the site.
  if (dash !== undefined && site !== "" && dash.toLowerCase().includes(site.toLowerCase())) {
    return title.slice(0, -dash.length);
  }
  return withoutBars(title);
}

/** Removes trailing names of the site and its sections, but no part longer than everything before it ("Live | …"). */
function withoutBars(title: string): string {
  let end = title.length;
  for (const part of title.split(BAR).slice(1).reverse()) {
    const start = end - part.length - BAR_CHARS;
    if (part.length > LONGEST_NAME || (end < title.length && start < part.length)) break;
    end = start;
  }
  return title.slice(0, end);
}

/** Replaces embeds that hold only a quote (posts of social networks) by plain paragraphs: Readability drops embeds. */
export function keepQuotes(document: PageDocument) {
  // The text around a quote is read once for all quotes in it: reading it for each of 5,000 took seconds.
  const textAround = oncePer(squeeze);
  for (const quote of document.querySelectorAll("blockquote")) {
    const text = squeeze(quote);
    const around = quote.parentElement;
    if (text === "" || around === null || textAround(around) !== text) continue;
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    around.replaceWith(paragraph);
  }
}

/** Gives an only paragraph the class of its parent, since Readability replaces the parent by it. */
export function keepClasses(document: PageDocument) {
  // linkedom counts children by listing them.
  const countChildren = oncePer((element) => element.childElementCount);
  for (const paragraph of document.querySelectorAll("p")) {
    const around = paragraph.parentElement;
    const inherited = around !== null && countChildren(around) === 1 ? around.getAttribute("class") : null;
    if (inherited) paragraph.setAttribute("class", `${inherited} ${paragraph.getAttribute("class") ?? ""}`);
  }
}

function squeeze(element: PageElement | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

function oncePer<T>(read: (element: PageElement) => T): (element: PageElement) => T {
  const known = new Map<PageElement, T>();
  return (element) => {
    const value = known.get(element) ?? read(element);
    known.set(element, value);
    return value;
  };
}
