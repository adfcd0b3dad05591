/** Parameters that say where a reader came from, or how a page is shown, and never which article it is. */
const PASSING_PARAMETERS = new Set(
  (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igsh igshid mc_cid mc_eid mkt_tok " +
    "_ga _gl _hsenc _hsmi __twitter_impression ref ref_src ref_url cmp cmpid icid ncid ito smid smtyp s_cid " +
    "vero_id oly_anon_id oly_enc_id guccounter guce_referrer guce_referrer_sig usqp amp"
  ).split(" "),
);
const PASSING_FAMILIES = /^(?:utm|at|amp|pk|mtm|hsa)_/;
const PASSING_HOST = /^(?:www|m|mobile|amp)\.(?=[^.]+\.)/;
const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** `https://www.google.com/amp/s/news.example/story` and `https://news-example.cdn.ampproject.org/c/s/news.example/story`. */
const GOOGLE_VIEWER = /^(?:www\.)?google\.[a-z.]+\/amp\/(?:s\/)?(?=[^/]+\.)/;
const AMP_CACHE = /^[^/]+\.cdn\.ampproject\.org\/[a-z]\/(?:s\/)?(?=[^/]+\.)/;

/**
 * Reduces the many forms of an article's address to one: host, path and the parameters that tell articles apart.
 * Scheme, `www.` and `m.`, port, fragment, tracking parameters, a slash at the end and AMP's forms make no difference.
 *
 * @param url absolute; without a scheme it is taken as `https`.
 * @returns for instance `news.example/2026/story?page=2`; undefined when `url` is not an http or https URL.
 */
export function normalizeUrl(url: string): string | undefined {
  const given = parse(url);
  return given && describe(openAmpViewer(given));
}

function parse(url: string): URL | undefined {
  const trimmed = url.trim();
  // A path alone has no host; the parser would take its first part for one.
  if (/^\/(?!\/)/.test(trimmed)) return undefined;
  const absolute = WITH_SCHEME.test(trimmed) ? trimmed : `https://${trimmed.replace(/^\/\//, "")}`;
  const parsed = parseAbsolute(absolute);
  return parsed && /^https?:$/.test(parsed.protocol) && parsed.hostname ? parsed : undefined;
}

/**
 * Parses a URL with a scheme; undefined when it is none. `URL.canParse` rejects `https://münchen.example` in Node.js 20
 * once it was called often enough to be optimized.
 */
export function parseAbsolute(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** Unwraps AMP pages that others serve, with the publisher's address in the path. */
function openAmpViewer(url: URL): URL {
  const whole = `${url.host}${url.pathname}`;
  const inner = whole.replace(GOOGLE_VIEWER, "").replace(AMP_CACHE, "");
  return inner === whole ? url : (parse(`${inner}${url.search}`) ?? url);
}

function describe(url: URL): string {
  return `${describeHost(url)}${describePath(url.pathname)}${describeQuery(url.searchParams)}`;
}

function describeHost({ hostname, port }: URL): string {
  let host = hostname.replace(/\.$/, "");
  while (PASSING_HOST.test(host)) host = host.replace(PASSING_HOST, "");
  return port === "" || port === "80" || port === "443" ? host : `${host}:${port}`;
}

function describePath(path: string): string {
  const escaped = path.replace(/%[0-9a-f]{2}/gi, decodeHarmless);
  for (let before = escaped; ; ) {
    const after = dropAmp(before.replace(/\/+$/, ""));
    if (after === before) return after;
    before = after;
  }
}

/** `/amp/story`, `/story/amp` and `/story.amp` are `/story`, and `/story.amp.html` is `/story.html`. */
function dropAmp(path: string): string {
  return path
    .replace(/^\/amp(?=\/)/i, "")
    .replace(/[/.]amp$/i, "")
    .replace(/\.amp(\.html?)$/i, "$1");
}

/** Decodes an escape of an unreserved character, which means the same (RFC 3986); others get capitals. */
function decodeHarmless(escaped: string): string {
  const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(character) ? character : escaped.toUpperCase();
}

function describeQuery(given: URLSearchParams): string {
  const kept = new URLSearchParams([...given].filter(([name, value]) => !isPassing(name.toLowerCase(), value)));
  kept.sort();
  return kept.size > 0 ? `?${kept}` : "";
}

function isPassing(name: string, value: string): boolean {
  const isAmpOutput = name === "outputtype" && value.toLowerCase() === "amp";
  return isAmpOutput || PASSING_PARAMETERS.has(name) || PASSING_FAMILIES.test(name);
}
