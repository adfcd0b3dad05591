/** How long the secret before a rotation stands beside the new one. */
const OLD_SECRET_MS = 24 * 60 * 60 * 1000;

/** When the secret before a rotation ends that is made now. */
export function endOfOldSecret(now: Date): Date {
  return new Date(now.getTime() + OLD_SECRET_MS);
}

/** Whether the secret before the last rotation still stands. */
export function hasOldSecret({ oldSecretEndsAt }: { oldSecretEndsAt: Date | null }, now: Date): boolean {
  return oldSecretEndsAt !== null && oldSecretEndsAt > now;
}
