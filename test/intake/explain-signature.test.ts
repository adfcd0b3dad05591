import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { SIGN_AS } from "../../src/commands/sign-as.js";
import { ADAPTERS } from "../../src/intake/adapters.js";
import { explainSignature } from "../../src/intake/explain-signature.js";
import { deliveryOf, NOW, PATH } from "../support/cms.js";

const BODY = '{"post": {"current": {}}}\n';
const { signature } = ADAPTERS.ghost;
const [NEW, OLD, OTHER] = ["the newest secret of all", "the secret before that", "somebody else's secret"] as const;

function ghost(secret: string, body = BODY, at = NOW) {
  return SIGN_AS.ghost(secret, { path: PATH, body, headers: {} }, at);
}

function explain(headers: Record<string, string>, body = BODY) {
  return explainSignature(signature, [NEW, OLD], deliveryOf(Buffer.from(body), headers), NOW);
}

describe("the explanation of a signature", () => {
  it("says which secret made a valid signature", () => {
    for (const [secret, name] of [
      [NEW, "newest"],
      [OLD, "old"],
    ] as const) {
      const { verified, steps } = explain(ghost(secret));
      assert.equal(verified, true);
      assert.deepEqual(
        steps.map(({ step, ok }) => [step, ok]),
        [
          ["headers", true],
          ["time", true],
          ["signature", true],
        ],
      );
      assert.match(steps[2]?.detail ?? "", new RegExp(`It was made with the ${name} secret`));
    }
  });

  it("shows the signed parts by their hashes, and only the beginning of a signature", () => {
    const right = createHmac("sha256", NEW).update(`${BODY}${NOW.getTime()}`).digest("hex");
    const explanation = explain(ghost(OTHER));
    assert.deepEqual(explanation.signed?.parts[0], {
      name: "body",
      bytes: BODY.length,
      sha256: createHash("sha256").update(BODY).digest("hex"),
    });
    assert.deepEqual(explanation.signature?.expected[0], { secret: "newest", startsWith: `${right.slice(0, 8)}…` });
    const text = JSON.stringify(explanation);
    for (const secret of [right.slice(0, 9), NEW, OLD]) assert.ok(!text.includes(secret));
  });

  it("continues after a time that is too old, so that the secret is checked too", () => {
    const { verified, steps } = explain(ghost(NEW, BODY, new Date(NOW.getTime() - 3_600_000)));
    assert.equal(verified, false);
    assert.match(steps[1]?.detail ?? "", /3600 s old, 300 s are allowed/);
    assert.equal(steps[2]?.ok, true);
  });

  it("ends at a header that is missing or malformed", () => {
    const { steps } = explain({});
    assert.deepEqual(steps, [{ step: "headers", ok: false, detail: "The header x-ghost-signature is missing" }]);
    assert.match(explain({ "x-ghost-signature": "v1,abc" }).steps[0]?.detail ?? "", /must be sha256=<hex>, t=<ms>/);
  });

  it("detects that the signed bytes differ from those sent", () => {
    const detail = (signed: string) => explain(ghost(NEW, signed)).steps[2]?.detail ?? "";
    assert.match(detail(BODY.trim()), /that of the body without white space at its end/);
    assert.match(detail(JSON.stringify(JSON.parse(BODY))), /that of the JSON serialized again/);
    assert.match(detail("{}"), /None matches\. It must be sha256=<hex>/);
  });
});
