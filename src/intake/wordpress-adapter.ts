import { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import { htmlHeadline, htmlLine, languageTag, section, text, url, utcTime } from "./fields.js";
import { parseWith } from "./parse-with.js";
import { standardWebhooks } from "./standard-signature.js";

/** Post types that are not articles; `wp_…` are WordPress's internal ones. */
const NOT_ARTICLES =
  /^(?:page|attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_.*)$/;
/** Statuses from before anyone pressed "save". */
const NOT_SAVED = /^(?:auto-draft|inherit)$/;

const modified = utcTime.refine((date) => date.getTime() >= 0, "must not be before 1970");

const post = z.object({
  id: z.int().min(1),
  type: z.string().default("post"),
  /** Plugins add their own, such as "pitch". Only `publish` is public. */
  status: z.string(),
  modified_gmt: modified,
});

const deletedPost = z.object({ deleted: z.literal(true), previous: post });

const term = z.object({ taxonomy: z.string(), name: htmlLine.pipe(section) });

/** The terms of one taxonomy. If a plugin hides them from the REST API, an error is in their place. */
const terms = z.preprocess((value) => (Array.isArray(value) ? value : []), z.array(term));

const publishedPost = z.object({
  link: url,
  title: z.object({ rendered: htmlHeadline }),
  content: z.object({ rendered: text }),
  date_gmt: utcTime.nullish(),
  /** Polylang sends false for a post without a language. */
  lang: z.preprocess((value) => value || null, languageTag.nullish()),
  _embedded: z.object({ "wp:term": z.array(terms).optional() }).optional(),
});

/**
 * Reads a post as in WordPress's REST API. The plugin of `docs/cms/wordpress.md` signs it as Standard Webhooks.
 * Events are ordered by the time of signing, when the plugin reads the post. The modification time would not order
 * what WordPress does by the clock, such as publishing a scheduled post.
 */
export const wordpressAdapter: Adapter = {
  ...standardWebhooks,
  read(source, body, { at }): IntakeEvent {
    const deleted = typeof body === "object" && body !== null && "deleted" in body;
    const { id, type, status, modified_gmt } = deleted ? parseWith(deletedPost, body).previous : parseWith(post, body);
    if (NOT_ARTICLES.test(type))
      return { kind: "ignore", reason: `a ${type.slice(0, 40).toWellFormed()} is not an article` };
    if (NOT_SAVED.test(status)) return { kind: "ignore", reason: `the post is ${status}` };
    const ref = { source, externalId: String(id), version: modified_gmt.getTime() };
    if (deleted || status !== "publish") return { kind: "withdraw", ...ref, at };
    const { link, title, content, date_gmt, lang, _embedded } = parseWith(publishedPost, body);
    const article = {
      ...ref,
      url: link,
      headline: title.rendered,
      body: content.rendered,
      bodyFormat: "html" as const,
      section: _embedded?.["wp:term"]?.flat().find(({ taxonomy }) => taxonomy === "category")?.name,
      language: lang ?? undefined,
      publishedAt: date_gmt ?? undefined,
      updatedAt: modified_gmt,
    };
    return { kind: "publish", article, at };
  },
};
