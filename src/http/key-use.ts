const EVERY_MS = 60_000;

/**
 * Notes when keys are used, to the minute, since a write at each read would cost more than the read.
 *
 * @param save stores a use, unless one was stored after `unlessSince`.
 * @returns a function to call at each use; it never waits and never throws.
 */
export function createKeyUseNotes(
  save: (keyId: string, at: Date, unlessSince: Date) => Promise<void>,
  onError: (error: unknown) => void,
): (keyId: string) => void {
  const noted = new Map<string, number>();
  return (keyId) => {
    const now = Date.now();
    if (now - (noted.get(keyId) ?? 0) < EVERY_MS) return;
    noted.set(keyId, now);
    save(keyId, new Date(now), new Date(now - EVERY_MS)).catch(onError);
  };
}
