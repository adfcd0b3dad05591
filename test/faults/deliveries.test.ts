import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { articleId } from "../../src/domain/article.js";
import type { Child } from "../support/child.js";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { assertTaggedOnce, countTaggings, postTaken, withTables } from "../support/promises.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";
import { type Service, startService } from "../support/service.js";

const SAVES = 100;
const SAVES_MS = 10_000;
/** Allows three classifications in ten seconds. */
const AT_MOST_EVERY_MS = 7_000;
const VERSIONS = 30;
const BOTH_QUEUES = [
  { title: "with the queue in Redis", drop: [] },
  { title: "with the queue in PostgreSQL", drop: ["REDIS_URL"] },
];

for (const { title, drop } of BOTH_QUEUES) {
  describeWith(["initdb", "postgres", "redis-server"], `repeated and reordered deliveries, ${title}`, () => {
    let system: ScaleOut;
    let service: Service;

    before(async function () {
      this.timeout(180_000);
      system = await startScaleOut();
      const environment = Object.entries(system.environment).filter(([name]) => !drop.includes(name));
      service = await startService({ ...Object.fromEntries(environment), LOG_LEVEL: "info" });
    });
    after(async () => {
      await service?.child.end("SIGKILL");
      await system?.remove();
    });

    const lookUp = (id: string) => fetchJson(`${service.url}/v1/articles/${id}/tags?wait=30&include=text`);

    it("yield one tagging when the same delivery comes 100 times at once", async () => {
      const delivery = signed(anArticle({ id: "hundredfold" }));
      const ids = await postTaken(
        service.url,
        Array.from({ length: 100 }, () => delivery),
        100,
      );
      assert.deepEqual(new Set(ids), new Set([articleId("cms", "hundredfold")]));
      await assertTaggedOnce(system.store, ids);
      const count = await withTables(system.store, countTaggings);
      assert.equal(count.get(articleId("cms", "hundredfold"))?.all, 1);
    });

    it("yield the highest version when versions come in random order", async () => {
      const versions = shuffled(VERSIONS, 7).map((version) => signed(anArticle({ id: "shuffled", ...aSave(version) })));
      const ids = await postTaken(service.url, versions);
      assert.ok(ids.every((id) => id === articleId("cms", "shuffled")));
      const { body } = await lookUp(articleId("cms", "shuffled"));
      assert.equal(body.version, VERSIONS);
      assert.match(body.text.body, new RegExp(`^Save ${VERSIONS} of`));
      await assertTaggedOnce(system.store, [articleId("cms", "shuffled")]);
    });

    it("cause at most three classifications for 100 saves in 10 s, and the last text wins", async function () {
      this.timeout(180_000);
      const id = articleId("cms", "saved");
      const started = performance.now();
      const saves = Array.from({ length: SAVES }, async (_, index) => {
        await sleep((index * SAVES_MS) / SAVES);
        return postTaken(service.url, [signed(anArticle({ id: "saved", ...aSave(index + 1) }))]);
      });
      await Promise.all(saves);
      // A busy machine takes longer than ten seconds to accept them.
      const most = 1 + Math.ceil((performance.now() - started) / AT_MOST_EVERY_MS);
      const { status, body } = await lookUp(id);
      assert.equal(status, 200);
      assert.equal(body.version, SAVES);
      assert.match(body.text.body, /^Save 100 of/);
      await assertTaggedOnce(system.store, [id]);
      const classified = countClassifications(service.child, id);
      assert.ok(classified >= 1 && classified <= most, `it was classified ${classified} times, not ${most}`);
    });
  });
}

function aSave(version: number) {
  return { version, body: `Save ${version} of this article. ${anArticle().body}` };
}

/** The numbers from 1, in an order that looks random and is the same each time. */
function shuffled(count: number, seed: number): number[] {
  const keyOf = (value: number) => Math.sin(value * seed);
  return Array.from({ length: count }, (_, index) => index + 1).sort((left, right) => keyOf(left) - keyOf(right));
}

/** Counts the stored taggings of the article in the worker's log. */
function countClassifications(worker: Child, id: string): number {
  const lines = worker.output().split("\n");
  return lines.filter((line) => line.includes(id) && line.includes('"msg":"tagged"')).length;
}
