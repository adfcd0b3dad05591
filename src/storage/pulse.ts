import { setImmediate as afterWhatHasArrived, setTimeout as sleep } from "node:timers/promises";

/** After this long, a call makes us ask whether the server is there at all. */
const SLOW_MS = 250;
const ANSWER_WITHIN_MS = 600;

/**
 * Gives up within a second on calls to a server that has stopped answering, while slow calls to a live one go on. A
 * limit on the call itself cannot tell the two apart. Any call that succeeds is a sign of life; without one, the server
 * is asked.
 *
 * @param isAlive asks the server, on a connection of its own.
 * @returns a guard for one call: it settles as the call does, or rejects once the server is found dead.
 */
export function createPulse(isAlive: () => Promise<boolean>): <T>(call: Promise<T>) => Promise<T> {
  let beats = 0;
  let asked: Promise<boolean> | undefined;
  const ask = async () => {
    const before = beats;
    const answered = await Promise.race([isAlive(), sleep(ANSWER_WITHIN_MS, false)]);
    // A process that got no processor time has not yet looked at what arrived meanwhile.
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
