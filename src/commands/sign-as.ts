import { createHmac, randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { AdapterName } from "../intake/adapters.js";

interface ToSign {
  path: string;
  body: string;
  /** The headers that say what happened, which Contentful signs too. */
  headers: Record<string, string>;
}

type Sign = (secret: string, request: ToSign, now: Date) => Record<string, string>;

/** Decodes a secret, since the library refuses one without its padding, which is easily lost in copying. */
const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

const signAsStandard: Sign = (secret, { body }, now) => {
  const id = `msg_${randomUUID()}`;
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(keyOf(secret), { format: "raw" }).sign(id, now, body),
  };
};

const signAsGhost: Sign = (secret, { body }, now) => {
  const at = now.getTime();
  const signature = createHmac("sha256", secret).update(`${body}${at}`).digest("hex");
  return { "x-ghost-signature": `sha256=${signature}, t=${at}` };
};

const signAsSuperdesk: Sign = (secret, { body }) => ({
  "x-superdesk-signature": `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`,
});

const signAsSanity: Sign = (secret, { body }, now) => {
  const at = now.getTime();
  const signature = createHmac("sha256", secret).update(`${at}.${body}`).digest("base64url");
  return { "sanity-webhook-signature": `t=${at},v1=${signature}`, "idempotency-key": randomUUID() };
};

const signAsContentful: Sign = (secret, { path, body, headers }, now) => {
  const names = [...Object.keys(headers), "x-contentful-signed-headers", "x-contentful-timestamp"].sort();
  const signed: Record<string, string> = {
    ...headers,
    "x-contentful-signed-headers": names.join(","),
    "x-contentful-timestamp": String(now.getTime()),
  };
  const line = names.map((name) => `${name}:${signed[name]}`).join(";");
  const request = ["POST", path, line, body].join("\n");
  return { ...signed, "x-contentful-signature": createHmac("sha256", secret).update(request).digest("hex") };
};

const signAsDrupal: Sign = (secret, { body }) => ({
  "x-drupal-webhooks-signature": createHmac("sha256", secret).update(body).digest("base64"),
  "x-drupal-webhooks-delivery": randomUUID(),
});

/** Returns the headers with which each kind of CMS signs a body. Written independently of how we verify them. */
export const SIGN_AS: Readonly<Record<AdapterName, Sign>> = {
  standard: signAsStandard,
  ghost: signAsGhost,
  wordpress: signAsStandard,
  arc: signAsStandard,
  superdesk: signAsSuperdesk,
  sanity: signAsSanity,
  contentful: signAsContentful,
  drupal: signAsDrupal,
};
