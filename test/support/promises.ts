import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, fetchJson } from "./deliveries.js";

/** Waits until a condition holds. @throws Error when it does not within `ms`. */
export async function until(condition: () => Promise<boolean>, what: string, ms = 60_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`Waited ${ms} ms in vain until ${what}`);
    await sleep(50);
  }
}

/** Posts deliveries one after the other until one gets no answer. @returns the ids of those that got a 202. */
export async function postUntilCut(url: string, deliveries: RequestInit[], onTaken: (count: number) => void) {
  const taken: string[] = [];
  for (const delivery of deliveries) {
    const answer = await fetchJson(`${url}/v1/webhooks/cms`, delivery).catch(() => undefined);
    if (answer?.status !== 202) continue;
    taken.push(answer.body.articleId);
    onTaken(taken.length);
  }
  return taken;
}

/** The promise of a 202: the article gets its tags. */
export async function assertTagged(url: string, articleIds: string[]): Promise<void> {
  for (const id of articleIds) {
    const { status, body }: { status: number; body: Answer } = await fetchJson(`${url}/v1/articles/${id}/tags?wait=30`);
    assert.equal(status, 200, `${id} has its tagging`);
    assert.equal(body.outcome, "tagged");
  }
}
