import { setImmediate as afterWhatHasArrived, setTimeout as sleep } from "node:timers/promises";

/** A call that takes longer than this makes us ask whether the server is there at all. */
const SLOW_MS = 250;
const ANSWER_WITHIN_MS = 600;

/**
 * Gives up on calls to a server that has stopped answering, within a second, while a slow call to a live one goes on: a
 * limit on the call itself cannot tell the two apart. The end of any call is a sign of life, and else the server is asked.
 *
 * @param isAlive asks the server, on a way of its own.
 * @returns what guards one call: it settles as the call does, or rejects once the server is found dead.
 */
export function createPulse(isAlive: () => Promise<boolean>): <T>(call: Promise<T>) => Promise<T> {
  let beats = 0;
  let asked: Promise<boolean> | undefined;
  const ask = async () => {
    const before = beats;
    const answered = await Promise.race([isAlive(), sleep(ANSWER_WITHIN_MS, false)]);
    // A process that had no time for itself has not looked at what came meanwhile.
    await afterWhatHasArrived();
    asked = undefined;
    return answered || beats > before;
  };
  return (call) =>
    new Promise((resolve, reject) => {
      let settled = false;
      let timer: NodeJS.Timeout;
      const look = async () => {
        asked ??= ask();
        if (!(await asked)) reject(new Error("The database does not answer"));
        else if (!settled) watch();
      };
      const watch = () => {
        timer = setTimeout(look, SLOW_MS);
      };
      watch();
      const settle = (answered: boolean) => {
        settled = true;
        clearTimeout(timer);
        if (answered) beats++;
      };
      call.then(
        (result) => {
          settle(true);
          resolve(result);
        },
        (error: unknown) => {
          settle(false);
          reject(error);
        },
      );
    });
}
