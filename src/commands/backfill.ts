import cliProgress from "cli-progress";
import { type ArchiveEntry, type ArchiveOptions, listFiles, readArchive } from "./archive-files.js";
import { isOnDisk, openJournal, type Progress } from "./backfill-journal.js";
import type { Connection } from "./call-service.js";
import { postBatch } from "./post-batch.js";

const MOST_LINES = 1_000;
/** Below the service's limit of 10 MB, line ends included. */
const MOST_BYTES = 9_000_000;

interface Counts {
  queued: number;
  known: number;
  /** How many, by the reason. */
  skipped: Map<string, number>;
  refused: number;
}

interface Run {
  connection: Connection;
  options: ArchiveOptions;
  counts: Counts;
  /** Called with how many more entries are done. */
  advance: (entries: number) => void;
}

/**
 * `beatline backfill`: sends archives at low priority, and resumes where an earlier run was cut off.
 *
 * @returns the exit code: 1 when an article was refused.
 */
export async function backfill(paths: string[], options: ArchiveOptions, connection: Connection): Promise<number> {
  const counts: Counts = { queued: 0, known: 0, skipped: new Map(), refused: 0 };
  // Throws for a wrong path before anything is sent.
  await Promise.all(paths.map(listFiles));
  for (const path of paths) {
    const total = process.stderr.isTTY && (await isOnDisk(path)) ? await countEntries(path, options) : 0;
    const bar = createBar(path, total);
    try {
      await sendArchive(path, { connection, options, counts, advance: bar.advance });
    } finally {
      bar.stop();
    }
  }
  process.stdout.write(describeCounts(counts));
  return counts.refused > 0 ? 1 : 0;
}

function describeCounts({ queued, known, skipped, refused }: Counts): string {
  const reasons = [...skipped].sort(([, left], [, right]) => right - left);
  const total = reasons.reduce((sum, [, times]) => sum + times, 0);
  const lines = [
    `${queued} queued, ${known} already here or older, ${total} skipped (not an article, or not published), ${refused} refused`,
    ...reasons.map(([reason, times]) => `  ${times} skipped: ${reason}`),
  ];
  return `${lines.join("\n")}\n`;
}

async function countEntries(path: string, options: ArchiveOptions): Promise<number> {
  let entries = 0;
  for await (const _ of readArchive(path, options)) entries++;
  return entries;
}

/** Draws a bar unless `total` is 0: off a terminal, stderr holds only the report; a pipe cannot be counted first. */
function createBar(path: string, total: number) {
  if (total === 0) return { advance: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar({
    format: `${path} {bar} {percentage}% | {value}/{total} | {rate}/s | {eta_formatted} left`,
    stream: process.stderr,
    etaBuffer: 50,
    // Until something is sent, the time left is INF.
    formatTime: (seconds, ...how) =>
      Number.isFinite(Number(seconds)) ? cliProgress.Format.TimeFormat(seconds, ...how) : "?",
  });
  bar.start(total, 0, { rate: 0 });
  const started = performance.now();
  let sent = 0;
  return {
    advance: (entries: number) => {
      sent += entries;
      bar.increment(entries, { rate: Math.round((sent * 1000) / (performance.now() - started)) });
    },
    stop: () => bar.stop(),
  };
}

async function sendArchive(path: string, run: Run): Promise<void> {
  const journal = await openJournal(path, { ...run.options, url: run.connection.url });
  const progress: Progress = { done: journal.done, refused: journal.refused };
  if (progress.done > 0) process.stderr.write(`${path}: resuming after ${progress.done} entries\n`);
  run.counts.refused += progress.refused;
  run.advance(progress.done);
  let batch: ArchiveEntry[] = [];
  let bytes = 0;
  const send = async () => {
    if (batch.length === 0) return;
    progress.refused += await sendEntries(batch, run);
    progress.done += batch.length;
    await journal.save(progress);
    run.advance(batch.length);
    batch = [];
    bytes = 0;
  };
  let seen = 0;
  for await (const entry of readArchive(path, run.options)) {
    if (seen++ < journal.done) continue;
    const size = "line" in entry ? Buffer.byteLength(entry.line) + 1 : 0;
    if (batch.length >= MOST_LINES || bytes + size > MOST_BYTES) await send();
    batch.push(entry);
    bytes += size;
  }
  await send();
  await journal.remove();
}

/** @returns how many were refused. */
async function sendEntries(entries: readonly ArchiveEntry[], { connection, counts }: Run): Promise<number> {
  let refused = 0;
  const refuse = (place: string, why: string) => {
    refused++;
    process.stderr.write(`${place}: ${why}\n`);
  };
  for (const entry of entries) {
    if ("problem" in entry) refuse(entry.place, entry.problem);
    else if ("skipped" in entry) counts.skipped.set(entry.skipped, (counts.skipped.get(entry.skipped) ?? 0) + 1);
  }
  const lines = entries.flatMap((entry) => ("line" in entry ? [entry] : []));
  const answers =
    lines.length > 0
      ? await postBatch(
          connection,
          lines.map(({ line }) => line),
          (why, seconds) => process.stderr.write(`${why}. Waiting for ${seconds} s\n`),
        )
      : [];
  for (const { line, status, problem } of answers) {
    if (problem) refuse(lines[line - 1]?.place ?? `line ${line}`, problem.detail);
    else if (status === "queued") counts.queued++;
    else counts.known++;
  }
  counts.refused += refused;
  return refused;
}
