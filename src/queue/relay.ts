import type { Lane, RevisionRef } from "../domain/article.js";
import { type Repeated, repeat } from "./repeat.js";
import type { TaggingJob } from "./tagging-queue.js";

export interface RelayParts {
  /** Lists a lane's revisions that have no tagging and arrived before a time, oldest first. */
  listPending: (lane: Lane, olderThan: Date, limit: number) => Promise<RevisionRef[]>;
  enqueue: (jobs: readonly TaggingJob[]) => Promise<void>;
  countWaiting: (lane: Lane) => Promise<number>;
}

interface RelayTurn extends RelayParts {
  /** Does the work unless another process's relay is doing it. */
  relayAlone: (work: () => Promise<void>) => Promise<void>;
}

const INTERVAL_MS = 5_000;
/** A revision younger than this most likely has a job on its way. */
const GRACE_MS = 5_000;
/** Jobs. A lane with fewer gets up to FILL more, which lasts the workers beyond the next round. */
const FEW = 1_000;
const FILL = 10_000;
const AT_ONCE = 1_000;

/**
 * Enqueues again every revision that has no tagging, at once and then every five seconds until stopped. This is what
 * makes the queue expendable.
 *
 * @param report is called for each round that enqueued something or failed; the next round tries again.
 */
export function startRelay(parts: RelayTurn, report: (enqueued: number, error?: unknown) => void): Repeated {
  let grace = 0;
  const round = async () => {
    const olderThan = new Date(Date.now() - grace);
    const work = async () => {
      const enqueued = await relayOnce(parts, olderThan);
      if (enqueued > 0) report(enqueued);
    };
    await parts.relayAlone(work).catch((error: unknown) => report(0, error));
    grace = GRACE_MS;
  };
  return repeat(round, INTERVAL_MS);
}

/**
 * Runs one round. A full lane is left alone: its pending revisions are in it, or will be found once it has drained.
 * Each lane is filled by itself, so that an archive that takes days hides no article sent meanwhile.
 *
 * @returns how many revisions were enqueued.
 */
export async function relayOnce(parts: RelayParts, olderThan: Date): Promise<number> {
  return (
    (await relayLane(parts, { backfill: false }, olderThan)) + (await relayLane(parts, { backfill: true }, olderThan))
  );
}

async function relayLane(parts: RelayParts, lane: Lane, olderThan: Date): Promise<number> {
  if ((await parts.countWaiting(lane)) >= FEW) return 0;
  const jobs = (await parts.listPending(lane, olderThan, FILL)).map((ref) => ({ ...ref, ...lane }));
  for (let from = 0; from < jobs.length; from += AT_ONCE) await parts.enqueue(jobs.slice(from, from + AT_ONCE));
  return jobs.length;
}
