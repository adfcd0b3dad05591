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
  const title = contentOf(document, 'meta[property="og:title"]') || squeeze(document.querySelector("title"));
  return findHeading(document, title) || withoutSite(title, site);
}

// To seek thousands of headings in a title without end took seconds.
const MOST_HEADINGS = 20;

/** The heading that the title begins with; where others stand in it, the longest: sites and sections have short names. */
function findHeading(document: PageDocument, title: string): string {
  const headings = Array.from(document.querySelectorAll("h1"), squeeze)
    .filter((heading) => heading !== "")
    .slice(0, MOST_HEADINGS);
  if (title === "") return headings[0] ?? "";
  if (!headings.some((heading) => title.startsWith(heading))) return "";
  const shared = headings.filter((heading) => title.includes(heading));
  return shared.reduce((longest, heading) => (heading.length > longest.length ? heading : longest));
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
  // A dash may stand inside a headline: what follows it must name the site.
  if (dash !== undefined && site !== "" && dash.toLowerCase().includes(site.toLowerCase())) {
    return title.slice(0, -dash.length);
  }
  return withoutBars(title);
}

/** Without the names of the site and its sections; what stands before a longer part is a name too ("Live | …"). */
function withoutBars(title: string): string {
  let end = title.length;
  for (const part of title.split(BAR).slice(1).reverse()) {
    const start = end - part.length - BAR_CHARS;
    if (part.length > LONGEST_NAME || (end < title.length && start < part.length)) break;
    end = start;
  }
  return title.slice(0, end);
}

/** Puts quotes that stand alone in an embed (posts of social networks) in plain paragraphs: Readability drops embeds. */
export function keepQuotes(document: PageDocument) {
  // What is round a quote is read once for all the quotes in it: 5,000 in one place took seconds.
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
