import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import type { Database } from "../../src/storage/database.js";
import { beatline, time } from "../../src/storage/schema/columns.js";
import { openServer } from "../../src/storage/server-database.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { type PrivatePostgres, startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";

const moments = beatline.table("moments", { at: time("at").notNull(), never: time("never") });

const TIMES = [
  "0001-01-01T00:00:00.000Z",
  "0001-01-01T05:00:00.001Z",
  "0099-12-31T23:59:59.999Z",
  "0100-01-01T00:00:00.000Z",
  "1883-11-18T12:03:57.500Z",
  "1969-12-31T23:59:59.999Z",
  "2026-11-24T09:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
];
/** Before 1900 New York was 4:56:02 behind Greenwich, and Amsterdam 19:32 minutes ahead. */
const ZONES = ["America/New_York", "Europe/Amsterdam", "Asia/Kolkata", "UTC"];

async function comeBack(db: Database, zone: string) {
  await db.transaction(async (transaction) => {
    await transaction.execute(sql`select set_config('timezone', ${zone}, true)`);
    await transaction.insert(moments).values(TIMES.map((at) => ({ at: new Date(at) })));
    const rows = await transaction.select().from(moments).orderBy(moments.at);
    assert.deepEqual(
      rows.map(({ at, never }) => [at.toISOString(), never]),
      TIMES.map((at) => [at, null]),
      zone,
    );
    await transaction.delete(moments);
  });
}

describe("a time in the database", () => {
  const closing = closeAfterSuite();
  it("comes back unchanged in any year and any time zone when embedded", async () => {
    const { db } = await openTestDatabase(closing);
    await db.execute(sql`create table beatline.moments (at timestamptz not null, never timestamptz)`);
    for (const zone of ZONES) await comeBack(db, zone);
  });

  describeWith(["postgres"], "on a server", () => {
    let postgres: PrivatePostgres;

    before(async () => {
      postgres = await startPostgres();
    });
    after(() => postgres?.remove());

    it("comes back unchanged in any year and any time zone", async () => {
      const { db, close } = await openServer(postgres.url, "src/storage/migrations");
      await db.execute(sql`create schema beatline`);
      await db.execute(sql`create table beatline.moments (at timestamptz not null, never timestamptz)`);
      for (const zone of ZONES) await comeBack(db, zone);
      await close();
    });
  });
});
