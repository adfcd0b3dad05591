import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** Waits until a URL answers 2xx. */
export async function untilOk(url: string): Promise<void> {
  while (!(await fetch(url).catch(() => undefined))?.ok) await sleep(100);
}

/** Waits until there are at least `least` taggings. */
export async function untilTagged(client: pg.Client, least: number, lookEveryMs: number): Promise<void> {
  while ((await countTagged(client)) < least) await sleep(lookEveryMs);
}

export async function countTagged(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>("select count(*)::int as count from beatline.taggings");
  return rows[0]?.count ?? 0;
}
