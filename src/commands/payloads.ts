import type { BodyFormat } from "../domain/article.js";
import type { AdapterName } from "../intake/adapters.js";
import { escapeHtml } from "../intake/fields.js";

/** An article to send. Without `updatedAt`, it was updated just now. */
export interface SentArticle {
  id: string;
  version: number;
  headline: string;
  body: string;
  bodyFormat: BodyFormat;
  url?: string;
  section?: string;
  language?: string;
  publishedAt?: string;
  updatedAt?: string;
}

/** A publication as one kind of CMS sends it, with the headers that say so where the body does not. */
interface Payload {
  body: unknown;
  headers?: Record<string, string>;
}

type Write = (article: SentArticle, now: Date) => Payload;

const writeStandard: Write = (article, now) => ({
  body: { type: "article.published", timestamp: now.toISOString(), data: article },
});

const writeGhost: Write = (article, now) => {
  const current = {
    id: article.id,
    title: article.headline,
    html: htmlOf(article),
    status: "published",
    url: article.url ?? "https://news.example/story/",
    primary_tag: article.section ? { name: article.section, visibility: "public" } : null,
    published_at: article.publishedAt ?? null,
    updated_at: updatedAt(article, now),
  };
  return { body: { post: { current, previous: { status: "draft" } } } };
};

const writeWordpress: Write = (article, now) => ({
  body: {
    id: numberOf(article.id),
    type: "post",
    status: "publish",
    link: article.url ?? "https://news.example/story/",
    title: { rendered: escapeHtml(article.headline) },
    content: { rendered: htmlOf(article), protected: false },
    date_gmt: article.publishedAt?.replace(/Z$/, ""),
    modified_gmt: updatedAt(article, now).replace(/Z$/, ""),
    lang: article.language,
    _embedded: { "wp:term": article.section ? [[{ taxonomy: "category", name: escapeHtml(article.section) }]] : [] },
  },
});

const writeArc: Write = (article, now) => {
  const story = {
    type: "story",
    version: "0.10.12",
    _id: article.id,
    canonical_url: article.url,
    language: article.language,
    headlines: { basic: escapeHtml(article.headline) },
    taxonomy: article.section ? { primary_section: { name: article.section } } : undefined,
    first_publish_date: article.publishedAt,
    last_updated_date: updatedAt(article, now),
    content_elements: [{ type: "text", content: htmlOf(article) }],
  };
  const date = updatedAt(article, now);
  return { body: { type: "story_operation", operation: "publish_edition", story_id: article.id, date, story } };
};

const writeSuperdesk: Write = (article, now) => ({
  body: {
    guid: article.id,
    version: String(article.version),
    type: "text",
    pubstatus: "usable",
    headline: escapeHtml(article.headline),
    body_html: htmlOf(article),
    language: article.language,
    service: article.section ? [{ name: article.section }] : undefined,
    firstpublished: article.publishedAt,
    versioncreated: updatedAt(article, now).replace(/\.\d+Z$|Z$/, "+0000"),
  },
});

const writeSanity: Write = (article, now) => ({
  body: {
    operation: "update",
    _id: article.id,
    _type: "article",
    _updatedAt: updatedAt(article, now),
    title: article.headline,
    body: paragraphsOf(article).map((text) => ({
      _type: "block",
      style: "normal",
      children: [{ _type: "span", text }],
    })),
    url: article.url,
    section: article.section,
    language: article.language,
    publishedAt: article.publishedAt,
  },
});

const writeContentful: Write = (article, now) => {
  const content = paragraphsOf(article).map((value) => ({
    nodeType: "paragraph",
    content: [{ nodeType: "text", value }],
  }));
  const fields = {
    headline: article.headline,
    body: { nodeType: "document", content },
    section: article.section,
    canonicalUrl: article.url,
    publishedAt: article.publishedAt,
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    headers: { "x-contentful-topic": "ContentManagement.Entry.publish" },
    body: {
      sys: { type: "Entry", id: article.id, updatedAt: updatedAt(article, now) },
      fields: Object.fromEntries(given.map(([name, value]) => [name, { [article.language ?? "en"]: value }])),
    },
  };
};

const writeDrupal: Write = (article, now) => ({
  headers: { "x-drupal-webhooks-event": "entity:node:update" },
  body: {
    entity: {
      nid: [{ value: numberOf(article.id) }],
      type: [{ target_id: "article" }],
      status: [{ value: true }],
      langcode: [{ value: article.language ?? "en" }],
      title: [{ value: article.headline }],
      created: article.publishedAt ? [{ value: article.publishedAt }] : [],
      changed: [{ value: updatedAt(article, now) }],
      body: [{ value: htmlOf(article), format: "basic_html" }],
      field_section: article.section ? [{ value: article.section }] : [],
      field_canonical_url: article.url ? [{ uri: article.url }] : [],
    },
  },
});

export const WRITE_AS: Readonly<Record<AdapterName, Write>> = {
  standard: writeStandard,
  ghost: writeGhost,
  wordpress: writeWordpress,
  arc: writeArc,
  superdesk: writeSuperdesk,
  sanity: writeSanity,
  contentful: writeContentful,
  drupal: writeDrupal,
};

/** The other CMSs tell two versions apart by the time of the change. */
export const NUMBERS_VERSIONS: ReadonlySet<AdapterName> = new Set(["standard", "superdesk"]);

function updatedAt(article: SentArticle, now: Date): string {
  return article.updatedAt ?? now.toISOString();
}

function paragraphsOf({ body }: SentArticle): string[] {
  return body.split(/\n{2,}/);
}

function htmlOf(article: SentArticle): string {
  if (article.bodyFormat === "html") return article.body;
  return paragraphsOf(article)
    .map((text) => `<p>${escapeHtml(text)}</p>`)
    .join("\n");
}

/** Returns an id for CMSs that number their articles: the number at its end, or one made of its letters. */
function numberOf(id: string): number {
  const number = Number(/[1-9]\d{0,8}$/.exec(id)?.[0]);
  if (number) return number;
  return [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000_007, 7);
}
