import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { classify } from "../models/classify.js";
import { loadModels } from "../models/load.js";
import { readBenchTexts } from "./gold-texts.js";
import { rate } from "./measure.js";

/**
 * Measures the unavoidable parts of draining, each by itself, in a process as fresh as a worker that has just started:
 * a queue drained by a processor that does nothing, then as many articles classified one after the other.
 */
const [, , url = "", count = "0", concurrency = "1"] = process.argv;
const total = Number(count);
const drained = await drain();
const models = loadModels("models");
const { texts } = readBenchTexts(60);
const articles = Array.from({ length: total }, (_, index) => texts[index % texts.length] ?? { headline: "", body: "" });
const classified = rate(articles, ({ headline, body }) => classify({ headline, body, bodyFormat: "text" }, models));
process.stdout.write(`drained ${drained} classified ${classified}\n`);
process.exit(0);

/** @returns jobs a second. */
async function drain(): Promise<number> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue("empty", { connection });
  const data = { articleId: "art_aaaaaaaaaaaaaaaaaaaaaaaaaa", version: 1 };
  await queue.addBulk(Array.from({ length: total }, () => ({ name: "tag", data, opts: { removeOnComplete: true } })));
  let done = 0;
  const started = performance.now();
  const worker = new Worker("empty", async () => {}, { connection, concurrency: Number(concurrency) });
  await new Promise<void>((resolve) => {
    worker.on("completed", () => {
      if (++done === total) resolve();
    });
  });
  const seconds = (performance.now() - started) / 1000;
  await worker.close();
  return total / seconds;
}
