/** How long another process's change may go unseen here; the documentation promises five seconds. */
const KEEP_MS = 3_000;

/** Remembers for three seconds what `load` found. */
export interface BriefCache<Value> {
  find: (name: string) => Promise<Value | undefined>;
  /** Drops a value that this process itself changed. */
  forget: (name: string) => void;
}

/**
 * Creates a cache that saves a query per request. Concurrent callers share one answer. A missing value is not
 * remembered: it may be added at any time, and made-up names cannot fill the memory.
 */
export function createBriefCache<Value>(load: (name: string) => Promise<Value | undefined>): BriefCache<Value> {
  const kept = new Map<string, { answer: Promise<Value | undefined>; until: number }>();
  const ask = async (name: string) => {
    const answer = load(name);
    const entry = { answer, until: performance.now() + KEEP_MS };
    kept.set(name, entry);
    const value = await answer.catch(() => undefined);
    if (value === undefined && kept.get(name) === entry) kept.delete(name);
    return answer;
  };
  return {
    find: (name) => {
      const entry = kept.get(name);
      return entry && performance.now() < entry.until ? entry.answer : ask(name);
    },
    forget: (name) => void kept.delete(name),
  };
}
