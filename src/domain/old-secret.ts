/** How long the old secret stays valid after a rotation. */
const OLD_SECRET_MS = 24 * 60 * 60 * 1000;

/** Returns when the old secret ends if its rotation is at `now`. */
export function endOfOldSecret(now: Date): Date {
  return new Date(now.getTime() + OLD_SECRET_MS);
}

/** Reports whether the secret before the last rotation is still valid. */
export function hasOldSecret({ oldSecretEndsAt }: { oldSecretEndsAt: Date | null }, now: Date): boolean {
  return oldSecretEndsAt !== null && oldSecretEndsAt > now;
}
