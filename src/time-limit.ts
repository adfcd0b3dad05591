/**
 * Waits for a call for at most `limitMs`; a late call itself goes on.
 *
 * @throws Error `<who> did not answer within …` when it is late, else whatever the call throws.
 */
export function answeredWithin<T>(limitMs: number, who: string, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${who} did not answer within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}
