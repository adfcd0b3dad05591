import {
  readMilliseconds,
  refuseHeaderForm,
  requireHeader,
  type SignatureScheme,
  type SignedDelivery,
} from "./signature.js";

const HEADER = "x-contentful-signature";
const SIGNED_HEADERS = "x-contentful-signed-headers";
const TIMESTAMP = "x-contentful-timestamp";

/**
 * Contentful signs the method, the path with its query, the headers it lists, and the body, each on its own line. Those
 * headers always include the list itself and the time, listed or not.
 */
export const contentfulSignature: SignatureScheme = {
  algorithm: "sha256",
  encoding: "hex",
  header: HEADER,
  toleranceS: 30,
  rule:
    "the hex HMAC-SHA256 of <method>, <path>, <header>:<value>;… of x-contentful-signed-headers, and <raw body>, one a line, " +
    "under the secret of this source; a proxy must change neither the path nor those headers",
  read(delivery) {
    const signature = requireHeader(delivery, HEADER);
    const listed = requireHeader(delivery, SIGNED_HEADERS);
    const timestamp = requireHeader(delivery, TIMESTAMP);
    if (!/^[0-9a-f]+$/i.test(signature)) refuseHeaderForm(HEADER, "hex");
    return {
      id: delivery.header("x-contentful-idempotency-key") || signature,
      time: { header: TIMESTAMP, at: readMilliseconds(TIMESTAMP, timestamp) },
      parts: [
        { name: "method", bytes: `${delivery.method}\n` },
        { name: "path", bytes: `${encodePath(delivery.path)}\n` },
        { name: "headers", bytes: `${headerLine(delivery, listed)}\n` },
        { name: "body", bytes: delivery.body },
      ],
      given: [signature],
    };
  },
};

function headerLine(delivery: SignedDelivery, listed: string): string {
  const names = new Set([...listed.split(",").map((name) => name.trim().toLowerCase()), SIGNED_HEADERS, TIMESTAMP]);
  return [...names]
    .sort()
    .flatMap((name) => {
      const value = name ? delivery.header(name) : undefined;
      return value === undefined ? [] : [`${name}:${value.trim()}`];
    })
    .join(";");
}

/** Escapes the query as a whole, then path and query again, as Contentful's toolkit does. */
function encodePath(path: string): string {
  const [pathname = "", query] = path.split("?");
  const escaped = query ? `${pathname}?${encodeURIComponent(query)}` : pathname;
  return encodeURI(escaped);
}
