import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Refusal } from "../domain/errors.js";

/** Seconds that a delivery may be old, or ahead, by its own time. */
const TOLERANCE = 300;
const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** `whsec_` and base64 of 24 bytes or more, which is what the specification asks for. */
export const STANDARD_SECRET = /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/;

export function makeStandardSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

export interface SignedDelivery {
  /** A header's value by its lower-case name. */
  header: (name: string) => string | undefined;
  body: Buffer;
}

/**
 * Verifies a Standard Webhooks signature (https://www.standardwebhooks.com) over the raw bytes, in constant time,
 * against each of `secrets`. The reference library decodes the bytes to text before it hashes them, so it is not used
 * here.
 *
 * @throws Refusal `unauthorized` that says what to mend.
 */
export function verifyStandardSignature(secrets: readonly string[], delivery: SignedDelivery, now: Date): string {
  const id = requireHeader(delivery, "webhook-id");
  const timestamp = requireHeader(delivery, "webhook-timestamp");
  const signatures = requireHeader(delivery, "webhook-signature");
  refuseAge(timestamp, now);
  const expected = secrets.map((secret) => hmac(secret, id, timestamp, delivery.body));
  const given = signatures.split(" ").flatMap((entry) => (entry.startsWith("v1,") ? [entry.slice(3)] : []));
  const matches = given.some((signature) => expected.filter((digest) => equal(signature, digest)).length > 0);
  if (!matches) {
    throw new Refusal(
      "unauthorized",
      "No signature in webhook-signature matches: it must be v1, and base64 HMAC-SHA256 of " +
        "<webhook-id>.<webhook-timestamp>.<raw body> with the secret of this source",
    );
  }
  return id;
}

function requireHeader(delivery: SignedDelivery, name: string): string {
  const value = delivery.header(name);
  if (!value) throw new Refusal("unauthorized", `The header ${name} is missing`);
  return value;
}

function refuseAge(timestamp: string, now: Date): void {
  if (!/^\d{1,12}$/.test(timestamp)) throw new Refusal("unauthorized", "webhook-timestamp must be Unix seconds");
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (Math.abs(age) > TOLERANCE) {
    throw new Refusal(
      "unauthorized",
      `webhook-timestamp is ${Math.abs(age)} s ${age > 0 ? "old" : "ahead"}, ${TOLERANCE} s are allowed: ` +
        "check the sender's clock and sign each attempt anew",
    );
  }
}

function hmac(secret: string, id: string, timestamp: string, body: Buffer): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
}

function equal(signature: string, digest: Buffer): boolean {
  const given = Buffer.from(signature, "base64");
  return given.length === digest.length && timingSafeEqual(given, digest);
}
