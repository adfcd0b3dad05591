import assert from "node:assert/strict";
import { Refusal } from "../../src/domain/errors.js";
import { verifySignature } from "../../src/intake/signature.js";
import { standardSignature } from "../../src/intake/standard-signature.js";
import { deliveryOf, NOW, signAsStandard } from "../support/cms.js";

const NEW_SECRET = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const OLD_SECRET = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;

const verify = (secrets: string[], body: Buffer, headers: Record<string, string>) =>
  verifySignature(standardSignature, secrets, deliveryOf(body, headers), NOW);

const sign = (secret: string, body: string, at = NOW) => signAsStandard(secret, body, at);

function isRefused(pattern: RegExp) {
  return (error: unknown) => error instanceof Refusal && error.kind === "unauthorized" && pattern.test(error.message);
}

describe("a Standard Webhooks signature", () => {
  const body = '{"headline": "Café owners back strike"}';

  it("of the reference implementation is accepted, and its id returned", () => {
    const { id, signedAt } = verify([NEW_SECRET], Buffer.from(body), sign(NEW_SECRET, body));
    assert.equal(id, "msg_1");
    assert.deepEqual(signedAt, NOW);
  });

  it("is accepted under the old and the new secret while rotating, and under no other", () => {
    for (const secret of [NEW_SECRET, OLD_SECRET]) {
      verify([NEW_SECRET, OLD_SECRET], Buffer.from(body), sign(secret, body));
    }
    const old = sign(OLD_SECRET, body);
    assert.throws(() => verify([NEW_SECRET], Buffer.from(body), old), isRefused(/No signature .* matches/));
  });

  it("may be one of several in the header", () => {
    const headers = sign(NEW_SECRET, body);
    headers["webhook-signature"] = `v1a,abc v1,AAAA ${headers["webhook-signature"]}`;
    verify([NEW_SECRET], Buffer.from(body), headers);
  });

  it("covers the bytes, so that two bodies that decode to the same text do not share one", () => {
    const first = Buffer.from([0x22, 0xff, 0x22]);
    const second = Buffer.from([0x22, 0xfe, 0x22]);
    assert.equal(first.toString(), second.toString());
    const headers = sign(NEW_SECRET, first.toString());
    assert.throws(() => verify([NEW_SECRET], second, headers), isRefused(/matches/));
  });

  it("is accepted at 300 seconds of age or lead, and refused at 301 with what to fix", () => {
    const aged = (seconds: number) => sign(NEW_SECRET, body, new Date(NOW.getTime() - seconds * 1000));
    for (const seconds of [300, -300]) {
      verify([NEW_SECRET], Buffer.from(body), aged(seconds));
    }
    const late = (seconds: number) => () => verify([NEW_SECRET], Buffer.from(body), aged(seconds));
    assert.throws(late(301), isRefused(/301 s old, 300 s are allowed: check the sender's clock/));
    assert.throws(late(-301), isRefused(/301 s ahead/));
  });

  it("is refused without its headers or with an invalid time", () => {
    const headers = { ...sign(NEW_SECRET, body), "webhook-timestamp": "yesterday" };
    assert.throws(() => verify([NEW_SECRET], Buffer.from(body), headers), isRefused(/Unix/));
    assert.throws(() => verify([NEW_SECRET], Buffer.from(body), {}), isRefused(/webhook-id/));
  });
});
