import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { type DeliverParts, deliverDue } from "../../workers/deliver-event.js";

const EVENTS = 20;
const AT = new Date("2026-11-24T09:00:00Z");

const answers: DeliverParts["post"] = async () => ({ status: 204, retryAfter: undefined });

/** Delivers test events to an endpoint, which answers 204 by default. @returns the reported results. */
async function deliver(cut: AbortSignal, post = answers): Promise<string[]> {
  const due = Array.from({ length: EVENTS }, (_, index) => ({ eventId: index + 1, tries: 0 }));
  const reported: string[] = [];
  const parts: DeliverParts = {
    findEndpoint: async (endpointId) => ({
      endpointId,
      url: "https://news.example/hook",
      description: "",
      events: null,
      source: null,
      secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      secretCreatedAt: AT,
      oldSecret: null,
      oldSecretEndsAt: null,
      createdAt: AT,
      failingSince: null,
      disabledAt: null,
      disabledReason: null,
    }),
    claimDue: async (_, limit) => due.splice(0, limit),
    loadEvents: async (ids) =>
      new Map(
        ids.map((eventId) => [eventId, { eventId, type: "endpoint.test", at: AT, source: null, article: undefined }]),
      ),
    releaseDelivery: async () => {},
    dropDelivery: async () => {},
    saveAttempt: async () => ({ disabled: false }),
    post,
    report: ({ result }) => void reported.push(result),
    stopping: new AbortController().signal,
    cut,
  };
  await deliverDue(parts, "ep_1");
  return reported;
}

/** Tells whether Node keeps state for a signal given to `AbortSignal.any`; no public API tells. */
function isKept(signal: AbortSignal): boolean {
  return Object.getOwnPropertySymbols(signal).some((symbol) => symbol.description === "kDependantSignals");
}

describe("delivering events", () => {
  it("leaves nothing behind on the signal that lives as long as the process", async () => {
    const { signal } = new AbortController();
    assert.deepEqual(
      await deliver(signal),
      Array.from({ length: EVENTS }, () => "delivered"),
    );
    assert.equal(getEventListeners(signal, "abort").length, 0);
    const followed = new AbortController().signal;
    AbortSignal.any([followed]);
    assert.deepEqual([isKept(signal), isKept(followed)], [false, true]);
  });

  it("tries a dead endpoint with one event at a time, and ten at a time as soon as it answers", async () => {
    const { signal } = new AbortController();
    const isDead: DeliverParts["post"] = async () => {
      throw new Error("connection refused");
    };
    assert.deepEqual(await deliver(signal, isDead), ["unanswered"]);
    let under = 0;
    let most = 0;
    let posts = 0;
    const wakesUp: DeliverParts["post"] = async () => {
      most = Math.max(most, ++under);
      await new Promise(setImmediate);
      under--;
      if (posts++ > 10) throw new Error("connection refused");
      return { status: 500, retryAfter: undefined };
    };
    const results = await deliver(signal, wakesUp);
    assert.equal(most, 10);
    assert.equal(results.filter((result) => result === "rejected").length, 11);
    assert.equal(results.length, EVENTS);
  });
});
