import { randomBytes } from "node:crypto";
import { z } from "zod";
import { refuseHeaderForm, requireHeader, type SignatureScheme } from "./signature.js";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** `whsec_` and base64 of 24 bytes or more, which is what the specification asks for. */
export const STANDARD_SECRET = /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/;

export function makeStandardSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/**
 * Standard Webhooks (https://www.standardwebhooks.com). The reference library decodes the bytes to text before it
 * hashes them, so it is not used here.
 */
export const standardSignature: SignatureScheme = {
  algorithm: "sha256",
  encoding: "base64",
  header: "webhook-signature",
  toleranceS: 300,
  key: (secret) => Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, "base64"),
  rule:
    "v1, and base64 HMAC-SHA256 of <webhook-id>.<webhook-timestamp>.<raw body> with the secret of this source, " +
    "whose base64 after whsec_ is the key",
  read(delivery) {
    const id = requireHeader(delivery, "webhook-id");
    const timestamp = requireHeader(delivery, "webhook-timestamp");
    const signatures = requireHeader(delivery, "webhook-signature");
    if (!/^\d{1,12}$/.test(timestamp)) refuseHeaderForm("webhook-timestamp", "Unix seconds");
    return {
      id,
      time: { header: "webhook-timestamp", at: new Date(Number(timestamp) * 1000) },
      parts: [
        { name: "webhook-id.", bytes: `${id}.` },
        { name: "webhook-timestamp.", bytes: `${timestamp}.` },
        { name: "body", bytes: delivery.body },
      ],
      given: signatures.split(" ").flatMap((entry) => (entry.startsWith("v1,") ? [entry.slice(3)] : [])),
    };
  },
};

/** The parts that adapters share when their CMS signs as Standard Webhooks. */
export const standardWebhooks = {
  secretForm: z.string().regex(STANDARD_SECRET, "must be whsec_ and base64 of at least 24 bytes"),
  makeSecret: makeStandardSecret,
  signature: standardSignature,
  readsHeaders: [],
};
