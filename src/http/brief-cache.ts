/** How long another process' change may stay unseen here; the documents promise five seconds. */
const KEEP_MS = 3_000;

/** What `load` found, remembered for three seconds. */
export interface BriefCache<Value> {
  find: (name: string) => Promise<Value | undefined>;
  /** For what this process changed itself. */
  forget: (name: string) => void;
}

/**
 * Spares the database a question at each request. Many who ask at once share one answer. What is not there is not
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
