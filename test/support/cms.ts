import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { type Fault, Refusal } from "../../src/domain/errors.js";
import { contentHash, type IntakeEvent } from "../../src/domain/revision.js";
import type { Adapter } from "../../src/intake/adapter.js";
import { type SignedDelivery, verifySignature } from "../../src/intake/signature.js";

/** When the deliveries of these tests are signed and arrive. */
export const NOW = new Date("2026-11-24T09:00:00Z");
export const PATH = "/v1/webhooks/newsroom";

/** How a CMS signs a body: the headers that it sends, by their lower-case names. */
export type SignAs = (secret: string, body: string, at: Date) => Record<string, string>;

/** Signs as the reference implementation of Standard Webhooks does. */
export const signAsStandard = (secret: string, body: string, at: Date) => ({
  "webhook-id": "msg_1",
  "webhook-timestamp": String(at.getTime() / 1000),
  "webhook-signature": new Webhook(secret).sign("msg_1", at, body),
});

export function deliveryOf(body: Buffer, headers: Record<string, string>): SignedDelivery {
  return { method: "POST", path: PATH, header: (name) => headers[name], body };
}

/** Reads a payload of `test/fixtures`, as the CMS sends it. */
export function fixture(path: string): string {
  return readFileSync(`test/fixtures/${path}.json`, "utf8");
}

/** Reads a fixture with some of its fields set or, for undefined, removed, by their JSON pointers. */
export function changed(path: string, changes: Record<string, unknown> = {}): unknown {
  const body: unknown = JSON.parse(fixture(path));
  for (const [pointer, value] of Object.entries(changes)) setAt(body, pointer, value);
  return body;
}

function setAt(body: unknown, pointer: string, value: unknown): void {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = steps.pop() ?? "";
  // A fixture is JSON, and the test's pointer leads into it.
  const holder = steps.reduce((inner, step) => (inner as Record<string, unknown>)[step], body) as Record<
    string,
    unknown
  >;
  if (value === undefined) delete holder[last];
  // Cloned, since a value that stood in two places could come to hold itself.
  else holder[last] = structuredClone(value);
}

export function read(adapter: Adapter, body: unknown, headers: Record<string, string> = {}): IntakeEvent {
  return adapter.read("newsroom", body, { header: (name) => headers[name], at: NOW });
}

/** Returns the article of a body that publishes one. */
export function readArticle(adapter: Adapter, body: unknown, headers: Record<string, string> = {}) {
  const event = read(adapter, body, headers);
  assert.equal(event.kind, "publish", JSON.stringify(event));
  assert.ok(event.kind === "publish");
  return event.article;
}

/** Returns the faults with which a body is refused. */
export function faultsOf(adapter: Adapter, body: unknown, headers: Record<string, string> = {}): readonly Fault[] {
  try {
    read(adapter, body, headers);
  } catch (error) {
    assert.ok(error instanceof Refusal && error.kind === "invalid", String(error));
    return error.faults;
  }
  throw new assert.AssertionError({ message: "The body was taken" });
}

/** Asserts that each of these changes of a fixture is refused with a pointer to the field. */
export function assertRefused(
  adapter: Adapter,
  path: string,
  wrong: Record<string, unknown>,
  headers: Record<string, string> = {},
): void {
  for (const [pointer, value] of Object.entries(wrong)) {
    const pointers = faultsOf(adapter, changed(path, { [pointer]: value }), headers).map((fault) => fault.pointer);
    assert.ok(pointers.includes(pointer), `${pointer} is not among ${pointers}`);
  }
}

/** Defines the signature tests that every adapter must pass. `sign` signs as the CMS does, without our own code. */
export function itVerifies(
  adapter: Adapter,
  { sign, body, oldS }: { sign: SignAs; body: string; oldS: number | null },
): void {
  const [current, former, other] = [adapter.makeSecret(), adapter.makeSecret(), adapter.makeSecret()];
  const verify = (bytes: Buffer, headers: Record<string, string>, secrets = [current, former]) =>
    verifySignature(adapter.signature, secrets, deliveryOf(bytes, headers), NOW);
  const refuses = (pattern: RegExp, bytes: Buffer, headers: Record<string, string>) =>
    assert.throws(
      () => verify(bytes, headers),
      (error) => error instanceof Refusal && error.kind === "unauthorized" && pattern.test(error.message),
    );
  const bytes = Buffer.from(body);

  it("makes secrets of the form that it takes", () => {
    assert.equal(adapter.secretForm.parse(current), current);
    assert.notEqual(current, former);
  });

  it("takes a right signature, under the new secret and, while rotating, the old one", () => {
    const { signedAt } = verify(bytes, sign(current, body, NOW));
    assert.deepEqual(signedAt, oldS === null ? undefined : NOW);
    verify(bytes, sign(former, body, NOW));
    assert.throws(() => verify(bytes, sign(former, body, NOW), [current]), /matches/);
  });

  it("gives a replay the id of the delivery that it repeats", () => {
    const headers = sign(current, body, NOW);
    assert.equal(verify(bytes, headers).id, verify(bytes, headers).id);
  });

  it("refuses another secret, another body and another signature", () => {
    refuses(/matches/, bytes, sign(other, body, NOW));
    refuses(/matches/, Buffer.from(`${body} `), sign(current, body, NOW));
    const headers = sign(current, body, NOW);
    const ofAnother = sign(current, `${body}x`, NOW)[adapter.signature.header] ?? "";
    for (const wrong of ["", "x", "sha256=", ofAnother]) {
      refuses(/matches|must be|missing/, bytes, { ...headers, [adapter.signature.header]: wrong });
    }
  });

  it("names each header that is missing", () => {
    const headers = sign(current, body, NOW);
    refuses(new RegExp(`${adapter.signature.header} is missing`), bytes, {
      ...headers,
      [adapter.signature.header]: "",
    });
    refuses(/is missing/, bytes, {});
  });

  if (oldS !== null) {
    it(`takes a signature at ${oldS} seconds of age or lead, and refuses one at a second more`, () => {
      const aged = (seconds: number) => sign(current, body, new Date(NOW.getTime() - seconds * 1000));
      for (const seconds of [oldS, -oldS]) verify(bytes, aged(seconds));
      refuses(new RegExp(`${oldS + 1} s old, ${oldS} s are allowed`), bytes, aged(oldS + 1));
      refuses(new RegExp(`${oldS + 1} s ahead`), bytes, aged(-oldS - 1));
    });
  }
}

const AWKWARD = [null, true, -1, 0.5, 2 ** 53, "", "\0", "\ud800", "<p", "&#0;", [], {}, [[]], "a".repeat(3_000)];

/** Generates bodies with one to three of their values replaced or removed, anywhere. */
export function mutatedBodies(bodies: readonly unknown[]): fc.Arbitrary<unknown> {
  const value = fc.oneof(fc.constantFrom(...AWKWARD), fc.jsonValue(), fc.string({ unit: "binary", maxLength: 40 }));
  const change = fc.tuple(fc.nat(), fc.option(value, { nil: undefined }));
  return fc
    .tuple(fc.constantFrom(...bodies), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([body, changes]) => {
      const copy: unknown = structuredClone(body);
      for (const [place, replacement] of changes) {
        const pointers = pointersOf(copy);
        const pointer = pointers[place % pointers.length];
        if (pointer !== undefined) setAt(copy, pointer, replacement);
      }
      return copy;
    });
}

function pointersOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const pointer = `${prefix}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [pointer, ...pointersOf(inner, pointer)];
  });
}

/** Asserts that a body is refused, or gives an event that PostgreSQL can store. */
export function assertSound(adapter: Adapter, body: unknown, headers: Record<string, string> = {}): void {
  let event: IntakeEvent;
  try {
    event = read(adapter, body, headers);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== "invalid") throw error;
    assert.ok(error.message.length < 10_000, "the answer is short");
    return;
  }
  if (event.kind === "ignore") return;
  const fields = event.kind === "publish" ? event.article : event;
  for (const field of Object.values(fields)) {
    if (typeof field === "string") assert.ok(field.isWellFormed() && !field.includes("\0"));
    if (field instanceof Date) assert.match(field.toISOString(), /^\d{4}-/);
  }
  assert.match(event.at.toISOString(), /^\d{4}-/);
  assert.ok(Number.isSafeInteger(fields.version) && fields.version >= 0);
  if (event.kind === "publish") contentHash(event.article);
}

/** Defines the property that every adapter must hold. */
export function itIsSound(
  adapter: Adapter,
  bodies: readonly unknown[],
  headers: readonly Record<string, string>[] = [{}],
) {
  it("makes of any mutated payload an event or a refusal, and never throws anything else", () => {
    fc.assert(
      fc.property(mutatedBodies(bodies), fc.constantFrom(...headers), (body, sent) => assertSound(adapter, body, sent)),
      { numRuns: 200 },
    );
  });
}
