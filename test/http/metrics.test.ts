import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { parse } from "yaml";
import { z } from "zod";
import { execute } from "../../src/storage/database.js";
import { openServer } from "../../src/storage/server-database.js";
import { anArticle, fetchJson, signed, withKey } from "../support/deliveries.js";
import { namesIn, scrape } from "../support/metrics.js";
import { startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { type Service, startService, temporaryDirectory } from "../support/service.js";

const dashboard = z.object({
  title: z.string(),
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).optional() })),
});
const alerts = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});

/** Matches the names of our metrics, BullMQ's and the process's in a PromQL expression. */
const METRIC_NAME = /\b(?:beatline|bullmq|process|nodejs)_\w+/g;

describe("the metrics", () => {
  let service: Service;
  const post = (init: RequestInit, source = "cms") => fetchJson(`${service.url}/v1/webhooks/${source}`, init);

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "silent" });
  });
  after(() => service.child.end("SIGTERM"));

  it("count deliveries, answers, jobs and tags, and time them from end to end", async () => {
    const article = anArticle();
    const { body } = await post(signed(article));
    await post(signed(article));
    await post({ ...signed(article), body: "{}" });
    assert.equal((await fetchJson(`${service.url}/v1/articles/${body.articleId}/tags?wait=20`)).status, 200);
    await until(
      async () => (await scrape(service.url)).samples.get('beatline_jobs_total{result="tagged"}') === 1,
      "the job is counted",
    );
    const { samples } = await scrape(service.url);
    const expected: [string, number][] = [
      ['beatline_deliveries_total{source="cms",result="queued",status="202"}', 1],
      ['beatline_deliveries_total{source="cms",result="duplicate",status="202"}', 1],
      ['beatline_deliveries_total{source="cms",result="refused",status="401"}', 1],
      ["beatline_delivery_ack_seconds_count", 2],
      ['beatline_http_request_seconds_count{method="GET",route="/v1/articles/:articleId/tags",status="200"}', 1],
      ['beatline_job_stage_seconds_count{stage="classify"}', 1],
      ["beatline_end_to_end_seconds_count", 1],
      ['beatline_tags_total{topic="labor",decision="auto"}', 1],
      ["beatline_dead_letters_total", 0],
      ['beatline_dependency_up{dependency="database"}', 1],
      ['beatline_dependency_up{dependency="queue"}', 1],
      ['bullmq_job_count{queue="tagging",state="waiting"}', 0],
      ["beatline_queue_oldest_waiting_seconds", 0],
      ["beatline_pending_revisions", 0],
      ["beatline_pending_oldest_seconds", 0],
    ];
    assert.deepEqual(
      expected.map(([name]) => [name, samples.get(name)]),
      expected,
    );
  });

  it("count batches from zero at the start, so that the first one shows as an increase", async () => {
    const name = 'beatline_http_request_seconds_count{method="POST",route="/v1/articles/batch",status="202"}';
    const count = async () => (await scrape(service.url)).samples.get(name);
    assert.equal(await count(), 0);
    const headers = { ...withKey.headers, "Content-Type": "application/x-ndjson" };
    const body = `${JSON.stringify({ source: "cms", ...anArticle() })}\n`;
    await fetch(`${service.url}/v1/articles/batch`, { method: "POST", headers, body });
    assert.equal(await count(), 1);
  });

  it("say which versions of Beatline, Node.js and the model are running", async () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync("package.json", "utf8")));
    const { samples } = await scrape(service.url);
    const info = [...samples.keys()].find((name) => name.startsWith("beatline_build_info")) ?? "";
    assert.ok(info.includes(`version="${version}"`));
    assert.ok(info.includes(`node_version="${process.version}"`));
    assert.match(info, /model_version="20\d\d-\d\d-/);
  });

  it("list every value of the label for job results in its help text", async () => {
    const { text } = await scrape(service.url);
    assert.match(text, /^# HELP beatline_jobs_total .*\(tagged, noTopic, abstained, failed, nothing, error\)$/m);
  });

  it("put nothing that a caller makes up into a label, nor any id or text", async () => {
    const made = `made-up-${Date.now()}`;
    const article = anArticle({ id: made, headline: made, url: `https://${made}.example/` });
    const { body } = await post(signed(article));
    await post(signed(article), made);
    for (const path of [`/${made}`, `/v1/articles/${made}/tags`, `/v1/topics/${made}`, `/v1/topics?${made}=1`]) {
      await fetch(`${service.url}${path}`, withKey);
    }
    await fetch(`${service.url}/${made}`, { method: "PROPFIND" });
    await fetchJson(`${service.url}/v1/articles/${body.articleId}/tags?wait=20`);
    const { text, samples } = await scrape(service.url);
    assert.ok(!text.includes(made));
    assert.ok(!text.includes(body.articleId));
    assert.ok(!text.includes("PROPFIND"));
    assert.ok(samples.has('beatline_deliveries_total{source="unknown",result="refused",status="404"}'));
  });

  it("include all that the dashboard and the alerts ask for", async () => {
    const names = namesIn((await scrape(service.url)).text);
    const { panels } = dashboard.parse(JSON.parse(readFileSync("docs/grafana-dashboard.json", "utf8")));
    const { groups } = alerts.parse(parse(readFileSync("docs/alerts.yml", "utf8")));
    const expressions = [
      ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
      ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ];
    assert.ok(expressions.length > 20, `found ${expressions.length}`);
    const asked = new Set(expressions.flatMap((expression) => expression.match(METRIC_NAME) ?? []));
    assert.deepEqual(
      [...asked].filter((name) => !names.has(name)),
      [],
    );
  });

  it("have a runbook in docs/operations.md for each alert", () => {
    const { groups } = alerts.parse(parse(readFileSync("docs/alerts.yml", "utf8")));
    const page = readFileSync("docs/operations.md", "utf8");
    const rules = groups.flatMap((group) => group.rules);
    assert.ok(rules.length >= 8);
    assert.deepEqual(
      rules.filter(({ alert, annotations }) => !page.includes(`\`${alert}\``) || !annotations.runbook.includes(alert)),
      [],
    );
  });
});

describeWith(["initdb", "postgres"], "the metrics of a service whose database hangs", () => {
  it("are still served, say that it is down, and leave out what only the database knows", async () => {
    const postgres = await startPostgres();
    const service = await startService({ DATABASE_URL: postgres.url, LOG_LEVEL: "silent" });
    const database = await openServer(postgres.url, "src/storage/migrations");
    const answer = await database.db.transaction(async (locked) => {
      await execute(locked, sql`lock table beatline.articles in access exclusive mode`);
      return scrape(service.url);
    });
    assert.equal(answer.samples.get('beatline_dependency_up{dependency="database"}'), 0);
    assert.ok(!answer.samples.has("beatline_pending_revisions"));
    assert.ok(answer.samples.has("process_resident_memory_bytes"));
    const later = await scrape(service.url);
    assert.equal(later.samples.get('beatline_dependency_up{dependency="database"}'), 1);
    assert.equal(later.samples.get("beatline_pending_revisions"), 0);
    await database.close();
    await service.child.end("SIGTERM");
    await postgres.remove();
  });
});
