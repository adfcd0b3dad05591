import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

/** Drains a queue with a processor that does nothing, and prints the jobs a second: what BullMQ itself can do. */
const [, , url = "", jobs = "0", concurrency = "1"] = process.argv;
const connection = new Redis(url, { maxRetriesPerRequest: null });
const queue = new Queue("empty", { connection });
const total = Number(jobs);
const data = { articleId: "art_aaaaaaaaaaaaaaaaaaaaaaaaaa", version: 1 };
await queue.addBulk(Array.from({ length: total }, () => ({ name: "tag", data, opts: { removeOnComplete: true } })));

let done = 0;
const started = performance.now();
const worker = new Worker("empty", async () => {}, { connection, concurrency: Number(concurrency) });
worker.on("completed", () => {
  if (++done < total) return;
  process.stdout.write(`rate ${(total / (performance.now() - started)) * 1000}\n`);
  process.exit(0);
});
