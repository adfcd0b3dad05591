import { z } from "zod";
import type { Article } from "../domain/article.js";
import { parseAbsolute } from "../domain/url.js";
import {
  externalId,
  htmlHeadline,
  languageTag,
  refuseField,
  requireList,
  requireObject,
  requireText,
  section,
  time,
  versionTime,
} from "./fields.js";

/** An ANS 0.10 story, as Arc XP publishes it. */
export const ansStory = z.object({
  type: z.literal("story"),
  _id: externalId,
  headlines: z.object({ basic: htmlHeadline }),
  content_elements: z.array(z.unknown()).default([]),
  canonical_url: z.string().max(2048).nullish(),
  language: languageTag.or(z.literal("")).nullish(),
  taxonomy: z.object({ primary_section: z.object({ name: section.nullish() }).nullish() }).nullish(),
  first_publish_date: time.nullish(),
  publish_date: time.nullish(),
  last_updated_date: versionTime,
});

/**
 * Returns a story as an article.
 *
 * @param version milliseconds.
 * @param pointer where the story is in the body.
 * @throws Refusal `invalid` for a wrong URL, or an element that is not valid ANS.
 */
export function ansArticle(source: string, story: z.infer<typeof ansStory>, version: number, pointer: string): Article {
  const address = story.canonical_url;
  if (address && !/^https?:\/\/[^\s\0]+$|^\//.test(address)) {
    refuseField(`${pointer}/canonical_url`, "must be an http or https URL, or a path");
  }
  return {
    source,
    externalId: story._id,
    version,
    // Arc XP writes a path, which does not say which site it is on.
    url: address && parseAbsolute(address) ? address.toWellFormed() : undefined,
    headline: story.headlines.basic,
    body: elementsHtml(story.content_elements, `${pointer}/content_elements`),
    bodyFormat: "html",
    section: story.taxonomy?.primary_section?.name ?? undefined,
    language: story.language || undefined,
    publishedAt: story.first_publish_date ?? story.publish_date ?? undefined,
    updatedAt: story.last_updated_date,
  };
}

function elementsHtml(elements: unknown, pointer: string): string {
  return requireList(elements, pointer)
    .map((element, index) => elementHtml(element, `${pointer}/${index}`))
    .filter((html) => html !== "")
    .join("\n");
}

/** Returns an element's text; "" for images, videos, galleries, embeds, raw HTML, tables, story links and rules. */
function elementHtml(value: unknown, pointer: string): string {
  const element = requireObject(value, pointer);
  const content = () => requireText(element.content, `${pointer}/content`);
  switch (requireText(element.type, `${pointer}/type`)) {
    case "text":
      return `<p>${content()}</p>`;
    case "header":
      return `<h2>${content()}</h2>`;
    case "blockquote":
      return `<blockquote>${content()}</blockquote>`;
    case "quote":
      return `<blockquote>${elementsHtml(element.content_elements, `${pointer}/content_elements`)}</blockquote>`;
    case "element_group":
      return elementsHtml(element.content_elements, `${pointer}/content_elements`);
    case "list":
      return listHtml(element.items, `${pointer}/items`);
    default:
      return "";
  }
}

function listHtml(items: unknown, pointer: string): string {
  const lines = requireList(items, pointer).map((item, index) => elementHtml(item, `${pointer}/${index}`));
  return `<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`;
}
