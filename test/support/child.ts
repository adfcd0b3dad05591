import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** A process that a test started, and ends by this handle, never by name. */
export interface Child {
  process: ChildProcess;
  /** Everything printed so far, stdout and stderr together. */
  output: () => string;
  /** Sends a signal and waits for the end. @returns the exit code, null after a kill. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
  /**
   * Waits for output. A process that has not printed it after `ms` is killed, so that it outlives no failed test.
   *
   * @throws Error with the output when the process ends, or `ms` pass, before the pattern shows.
   */
  waitFor: (pattern: RegExp, ms?: number) => Promise<RegExpMatchArray>;
  exited: Promise<number | null>;
}

export function startChild(command: string, args: string[], options: SpawnOptions = {}): Child {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return {
    process: child,
    output: () => printed,
    exited,
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
    waitFor: (pattern, ms = 100_000) => waitForOutput(child, () => printed, pattern, ms),
  };
}

function waitForOutput(child: ChildProcess, printed: () => string, pattern: RegExp, ms: number) {
  return new Promise<RegExpMatchArray>((resolve, reject) => {
    const fail = (why: string) => settle(() => reject(new Error(`${why} before ${pattern}:\n${printed()}`)));
    const look = () => {
      const match = pattern.exec(printed());
      if (match) settle(() => resolve(match));
    };
    const onExit = () => {
      look();
      fail("It ended");
    };
    const timer = setTimeout(() => {
      fail(`${ms} ms passed`);
      child.kill("SIGKILL");
    }, ms);
    const settle = (done: () => void) => {
      clearTimeout(timer);
      child.stdout?.off("data", look);
      child.stderr?.off("data", look);
      child.off("exit", onExit);
      done();
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.once("exit", onExit);
    look();
  });
}
