import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";

/** A webhook call as it arrived. */
export interface SignedDelivery {
  method: string;
  /** With its query, as the sender addressed it. */
  path: string;
  /** A header's value by its lower-case name. */
  header: (name: string) => string | undefined;
  body: Buffer;
}

/** What a delivery says about its own signature. */
export interface Signed {
  /** The sender's own id of the delivery, or a substitute. */
  id: string;
  /** When the delivery was signed, if the scheme says so; the time itself is signed too. */
  time?: { header: string; at: Date };
  /** What was signed, in order. */
  parts: readonly { name: string; bytes: string | Buffer }[];
  /** The signatures as written in the header; one match is enough. */
  given: readonly string[];
}

/** How one kind of CMS signs what it sends. */
export interface SignatureScheme {
  algorithm: "sha256" | "sha1";
  encoding: "hex" | "base64" | "base64url";
  /** The header that holds the signature. */
  header: string;
  /** Seconds by which a delivery's own time may be old or ahead; null when the scheme has no time. */
  toleranceS: number | null;
  /** Returns the bytes of a secret, where they are not those of its text. */
  key?: (secret: string) => Buffer;
  /** What the signature must be, told to a sender whose signature does not match. */
  rule: string;
  /** @throws Refusal `unauthorized` when a header is missing or malformed. */
  read: (delivery: SignedDelivery) => Signed;
}

interface Verified {
  /** The sender's own id of the delivery. */
  id: string;
  /** Undefined where the scheme signs no time. */
  signedAt: Date | undefined;
}

/**
 * Verifies a delivery over its raw bytes, in constant time, against each of `secrets`.
 *
 * @throws Refusal `unauthorized`, which says what to fix.
 */
export function verifySignature(
  scheme: SignatureScheme,
  secrets: readonly string[],
  delivery: SignedDelivery,
  now: Date,
): Verified {
  const signed = scheme.read(delivery);
  refuseAge(scheme, signed, now);
  const expected = secrets.map((secret) => digest(scheme, secret, signed));
  // Every pair is compared, so that the time taken does not reveal which secret came close.
  const matches = signed.given.flatMap((given) => expected.filter((right) => equal(scheme, given, right)));
  if (matches.length === 0) {
    throw new Refusal("unauthorized", `No signature in ${scheme.header} matches: it must be ${scheme.rule}`);
  }
  return { id: signed.id, signedAt: signed.time?.at };
}

/** @throws Refusal `unauthorized` when the delivery's own time is outside the tolerance. */
export function refuseAge(scheme: SignatureScheme, { time }: Signed, now: Date): void {
  if (!time || scheme.toleranceS === null) return;
  const age = Math.floor((now.getTime() - time.at.getTime()) / 1000);
  if (Math.abs(age) <= scheme.toleranceS) return;
  throw new Refusal(
    "unauthorized",
    `${time.header} is ${Math.abs(age)} s ${age > 0 ? "old" : "ahead"}, ${scheme.toleranceS} s are allowed: ` +
      "check the sender's clock and sign each attempt anew",
  );
}

/** Returns the HMAC of what was signed, under a secret. */
export function digest(scheme: SignatureScheme, secret: string, { parts }: Pick<Signed, "parts">): Buffer {
  const hmac = createHmac(scheme.algorithm, scheme.key?.(secret) ?? secret);
  for (const { bytes } of parts) hmac.update(bytes);
  return hmac.digest();
}

/** Returns whether a signature from the header is this HMAC, in constant time. */
export function equal(scheme: SignatureScheme, given: string, right: Buffer): boolean {
  const bytes = Buffer.from(given, scheme.encoding);
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}

/** Returns a header's value. @throws Refusal `unauthorized`, which names the header. */
export function requireHeader(delivery: SignedDelivery, name: string): string {
  const value = delivery.header(name);
  if (!value) throw new Refusal("unauthorized", `The header ${name} is missing`);
  return value;
}

/** @throws Refusal `unauthorized`, which names the header and its form. */
export function refuseHeaderForm(name: string, form: string): never {
  throw new Refusal("unauthorized", `${name} must be ${form}`);
}

/** Parses Unix milliseconds as senders write them. @throws Refusal `unauthorized`, which names the header. */
export function readMilliseconds(header: string, value: string): Date {
  if (!/^\d{12,14}$/.test(value)) refuseHeaderForm(header, "Unix milliseconds");
  return new Date(Number(value));
}

/** Returns a new secret to type or paste: 64 characters, as Contentful requires, that need no escaping. */
export function makeTextSecret(): string {
  return randomBytes(48).toString("base64url");
}

/** The parts that adapters share when their CMS takes any text as a secret. */
export const textSecrets = {
  secretForm: z.string().regex(/^[\x21-\x7e]{16,200}$/, "must be 16 to 200 ASCII characters without spaces"),
  makeSecret: makeTextSecret,
};
