import { z } from "zod";
import { answerOf, tagsOf } from "../../clients/typescript/client.js";
import { SETTINGS_SOURCE } from "../intake/adapter.js";
import { ADAPTERS, type AdapterName } from "../intake/adapters.js";
import type { Secrets } from "../secrets.js";
import { callService, openService } from "./call-service.js";
import { describeTags } from "./describe-tags.js";
import { NUMBERS_VERSIONS, type SentArticle, WRITE_AS } from "./payloads.js";
import { readArticles } from "./read-articles.js";
import { SAMPLE_ARTICLE } from "./sample-article.js";
import { type Service, withAdvice } from "./send-advice.js";
import { SIGN_AS } from "./sign-as.js";

export interface SendOptions {
  adapter: AdapterName;
  /** By default the adapter's name, or `cms` for `standard`. */
  source?: string;
  id?: string;
  articleVersion?: number;
  headline?: string;
  wait: number;
  json?: boolean;
}

const accepted = z.object({ deliveryId: z.string(), articleId: z.string(), version: z.number(), status: z.string() });

/**
 * `beatline send`: sends articles as a CMS would, each by a signed webhook, and shows the tags that they get.
 *
 * @returns the exit code: 1 when one was refused or got no tags in time.
 */
export async function sendArticles(files: string[], options: SendOptions, service: Service): Promise<number> {
  requireSecretForm(options.adapter, service.secrets);
  if (options.articleVersion !== undefined && !NUMBERS_VERSIONS.has(options.adapter)) {
    throw new Error(
      `--article-version is for ${[...NUMBERS_VERSIONS].join(" and ")}; an article sent as ${options.adapter} does has the time of its last change for a version, which is now`,
    );
  }
  let failures = 0;
  for await (const article of files.length > 0 ? articlesOf(files, options) : [sampleWith(options)]) {
    try {
      if ("problem" in article) throw new Error(`${article.place}: ${article.problem}`);
      await sendOne(article, options, service);
    } catch (error) {
      failures++;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  return failures > 0 ? 1 : 0;
}

function requireSecretForm(adapter: AdapterName, { webhookSecrets: [secret] }: Secrets): void {
  const parsed = ADAPTERS[adapter].secretForm.safeParse(secret);
  if (parsed.success) return;
  throw new Error(`SOURCE_SECRET ${parsed.error.issues[0]?.message}, as beatline sources add showed it`);
}

/** With another headline it is another revision, changed just now. */
function sampleWith({ headline }: SendOptions): SentArticle {
  if (headline === undefined) return SAMPLE_ARTICLE;
  const { updatedAt: _, ...sample } = SAMPLE_ARTICLE;
  return { ...sample, headline };
}

async function* articlesOf(files: string[], { headline }: SendOptions) {
  for (const file of files) {
    for await (const article of readArticles(file, { headline })) {
      if ("problem" in article) yield article;
      else {
        const { headline, body, bodyFormat } = article.input;
        yield { id: article.id, version: 1, headline, body, bodyFormat };
      }
    }
  }
}

async function sendOne(article: SentArticle, options: SendOptions, service: Service): Promise<void> {
  const { url, secrets } = service;
  const sent = { ...article, id: options.id ?? article.id, version: options.articleVersion ?? article.version };
  const { articleId, status, version } = await postSigned(sent, options, service);
  if (!options.json) process.stdout.write(`${status} as ${articleId}, version ${version}\n`);
  const params = { path: { articleId }, query: { include: "evidence,nearMisses", wait: options.wait } };
  const answer = await openService({ url, apiKey: secrets.apiKey }).GET("/v1/articles/{articleId}/tags", { params });
  const document = tagsOf(answerOf(answer));
  if (!document) throw new Error(`No tags within ${options.wait} s; look again later at ${answer.response.url}`);
  process.stdout.write(options.json ? `${JSON.stringify(document, undefined, 2)}\n` : describeTags(document));
}

async function postSigned(
  article: SentArticle,
  { adapter, source = adapter === "standard" ? SETTINGS_SOURCE : adapter }: SendOptions,
  service: Service,
): Promise<z.infer<typeof accepted>> {
  const [secret = ""] = service.secrets.webhookSecrets;
  const now = new Date();
  const { pathname: path, href } = new URL(`${service.url}/v1/webhooks/${source}`);
  const { body: payload, headers = {} } = WRITE_AS[adapter](article, now);
  const body = JSON.stringify(payload);
  const signature = SIGN_AS[adapter](secret, { path, body, headers }, now);
  const response = await callService(href, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers, ...signature },
    body,
  }).catch(async (error: unknown) => {
    throw await withAdvice(error, { source, externalId: article.id }, service);
  });
  return accepted.parse(await response.json());
}
