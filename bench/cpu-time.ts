import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in ticks of 10 ms. */
const TICK_MS = 10;

/** Returns the processor time of a process and its children, also those that have ended, in milliseconds. */
export function cpuTime(pid: number): number {
  const { own, ended } = readStat(pid);
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => childrenOf(pid, task));
  return own + ended + children.reduce((total, child) => total + cpuTime(child), 0);
}

/** Returns the id of the process that started this one. */
export function parentOf(pid: number): number {
  return readStat(pid).parent;
}

function childrenOf(pid: number, task: string): number[] {
  const listed = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8");
  return listed.trim().split(" ").filter(Boolean).map(Number);
}

/** Reads fields of proc(5), counted from 1. The second, the name, may hold anything, so reading begins after it. */
function readStat(pid: number) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = (field: number) => Number(fields[field - 3]) * TICK_MS;
  return { parent: Number(fields[1]), own: ticks(14) + ticks(15), ended: ticks(16) + ticks(17) };
}
