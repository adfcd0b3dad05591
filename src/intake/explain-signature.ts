import { createHash } from "node:crypto";
import { Refusal } from "../domain/errors.js";
import { digest, equal, refuseAge, type SignatureScheme, type Signed, type SignedDelivery } from "./signature.js";

/** Characters shown of a signature: enough to compare two, too few to forge one. */
const SHOWN = 8;

interface Step {
  step: "headers" | "time" | "signature";
  ok: boolean;
  detail: string;
}

/** How far a signature check got, and what it compared. Holds neither a secret nor a whole signature. */
interface SignatureExplanation {
  verified: boolean;
  steps: Step[];
  /** What is signed, part by part. Compare the hashes with those of the sender's parts. */
  signed?: { parts: { name: string; bytes: number; sha256: string }[]; bytes: number; sha256: string };
  signature?: {
    algorithm: string;
    encoding: string;
    given: string[];
    expected: { secret: string; startsWith: string }[];
  };
}

/** Runs every possible step of the check, even after one fails. `secrets` are newest first. */
export function explainSignature(
  scheme: SignatureScheme,
  secrets: readonly string[],
  delivery: SignedDelivery,
  now: Date,
): SignatureExplanation {
  const headers: Step = { step: "headers", ok: true, detail: "All headers are present and well-formed" };
  const signed = attempt(() => scheme.read(delivery), headers);
  if (!signed) return { verified: false, steps: [headers] };
  const time = explainTime(scheme, signed, now);
  const signature = explainMatch(scheme, secrets, signed, delivery);
  return {
    verified: time.ok && signature.ok,
    steps: [headers, time, signature],
    signed: {
      parts: signed.parts.map(({ name, bytes }) => ({ name, ...measure([bytes]) })),
      ...measure(signed.parts.map(({ bytes }) => bytes)),
    },
    signature: {
      algorithm: `HMAC-${scheme.algorithm.toUpperCase()}`,
      encoding: scheme.encoding,
      given: signed.given.map(begin),
      expected: secrets.map((secret, index) => ({
        secret: nameSecret(index),
        startsWith: begin(digest(scheme, secret, signed).toString(scheme.encoding)),
      })),
    },
  };
}

function explainTime(scheme: SignatureScheme, signed: Signed, now: Date): Step {
  const { time } = signed;
  const within = time
    ? `${time.at.toISOString()} is within ${scheme.toleranceS} s of now, ${now.toISOString()}`
    : "This CMS does not sign a time";
  const step: Step = { step: "time", ok: true, detail: within };
  attempt(() => refuseAge(scheme, signed, now), step);
  return step;
}

function explainMatch(
  scheme: SignatureScheme,
  secrets: readonly string[],
  signed: Signed,
  delivery: SignedDelivery,
): Step {
  const matched = findMatch(scheme, secrets, signed);
  if (matched !== -1)
    return { step: "signature", ok: true, detail: `It was made with the ${nameSecret(matched)} secret` };
  const other = otherBodies(delivery.body).find(
    ({ body }) => findMatch(scheme, secrets, scheme.read({ ...delivery, body })) !== -1,
  );
  const detail = other
    ? `It is that of ${other.name}: sign the bytes exactly as you send them`
    : `None matches. It must be ${scheme.rule}`;
  return { step: "signature", ok: false, detail };
}

/** Returns the index of the secret that made one of the signatures; -1 when none did. */
function findMatch(scheme: SignatureScheme, secrets: readonly string[], signed: Signed): number {
  const right = secrets.map((secret) => digest(scheme, secret, signed));
  return right.findIndex((bytes) => signed.given.some((given) => equal(scheme, given, bytes)));
}

/** Lists the bodies that senders sign by mistake instead of the one they send. */
function otherBodies(body: Buffer): { name: string; body: Buffer }[] {
  const text = body.toString();
  const others = [
    { name: "the body without white space at its end", body: Buffer.from(text.trimEnd()) },
    { name: "the body with a line break at its end", body: Buffer.from(`${text}\n`) },
  ];
  try {
    const json: unknown = JSON.parse(text);
    others.push({ name: "the JSON serialized again, without white space", body: Buffer.from(JSON.stringify(json)) });
  } catch {
    // A body that is not JSON cannot have been serialized again.
  }
  return others;
}

/** Runs a step of the check; a refusal becomes its detail. */
function attempt<T>(run: () => T, step: Step): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    Object.assign(step, { ok: false, detail: error.message });
    return undefined;
  }
}

function measure(pieces: readonly (string | Buffer)[]): { bytes: number; sha256: string } {
  const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function nameSecret(index: number): string {
  return index === 0 ? "newest" : "old";
}

function begin(signature: string): string {
  return signature.length > SHOWN ? `${signature.slice(0, SHOWN)}…` : signature;
}
