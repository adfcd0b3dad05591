import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Child, startChild } from "./child.js";
import { freePort } from "./free-port.js";
import { findProgram } from "./programs.js";

export interface PrivateServer {
  url: string;
  kill: () => Promise<void>;
  start: () => Promise<void>;
  remove: () => Promise<void>;
}

export interface PrivatePostgres extends PrivateServer {
  /** Ends the server as an administrator does (`pg_ctl stop -m fast`). */
  stop: () => Promise<void>;
  /** Suspends all its processes: connections stay, and nothing answers. */
  freeze: () => void;
  thaw: () => void;
}

/** Starts the test's own PostgreSQL on a free port, in a temporary directory; `kill` is kill -9 of its postmaster. */
export async function startPostgres(): Promise<PrivatePostgres> {
  const folder = mkdtempSync(join(tmpdir(), "beatline-postgres-"));
  const owner = postgresUser();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  execFileSync(program("initdb"), ["-D", data, "-U", "beatline", "-A", "trust", "-E", "UTF8", "--no-sync"], {
    ...owner,
    stdio: "ignore",
  });
  const port = await freePort();
  const url = `postgresql://beatline@127.0.0.1:${port}/postgres`;
  let child: Child;
  const start = async () => {
    child = startChild(program("postgres"), ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder], owner);
    await child.waitFor(/ready to accept connections/);
    await untilAnswers(url);
  };
  // The postmaster is suspended first and resumed last: in between it neither forks nor reaps children.
  const freeze = () => {
    const { pid } = child.process;
    if (!pid || !signalIfAlive(pid, "SIGSTOP")) return;
    for (const each of childrenOf(pid)) signalIfAlive(each, "SIGSTOP");
  };
  const thaw = () => {
    const { pid } = child.process;
    if (pid) for (const each of [...childrenOf(pid), pid]) signalIfAlive(each, "SIGCONT");
  };
  await start();
  return {
    url,
    start,
    kill: async () => {
      const orphans = childrenOf(child.process.pid ?? 0);
      await child.end("SIGKILL");
      // The orphans end once they notice; until then no new server can use their data.
      while (orphans.some((pid) => signalIfAlive(pid, 0))) await sleep(20);
    },
    stop: async () => void (await child.end("SIGINT")),
    freeze,
    thaw,
    remove: async () => {
      thaw();
      await child.end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Returns Debian's user for PostgreSQL, which refuses to run as root. */
function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** @returns whether there was such a process. */
function signalIfAlive(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** @returns the ids of a process's children; none once it has ended. */
export function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(list)) return [];
  return readFileSync(list, "utf8").trim().split(" ").filter(Boolean).map(Number);
}

function program(name: string): string {
  const path = findProgram(name);
  if (!path) throw new Error(`${name} is not installed`);
  return path;
}

async function untilAnswers(connectionString: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
