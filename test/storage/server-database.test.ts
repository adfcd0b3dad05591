import assert from "node:assert/strict";
import { createServer, Socket } from "node:net";
import { mock } from "node:test";
import { sql } from "drizzle-orm";
import { execute } from "../../src/storage/database.js";
import { openServer } from "../../src/storage/server-database.js";
import { freePort } from "../support/free-port.js";
import { startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";

describe("a connection to a database server", () => {
  it("is kept alive every ten seconds while idle, so that no NAT or load balancer forgets it", async () => {
    const port = await freePort();
    const server = createServer((socket) => socket.destroy()).listen(port, "127.0.0.1");
    const setKeepAlive = mock.method(Socket.prototype, "setKeepAlive");
    const databaseUrl = `postgresql://beatline@127.0.0.1:${port}/postgres`;
    const { db, close } = await openServer(databaseUrl, "src/storage/migrations");
    await assert.rejects(db.execute(sql`select 1`));
    assert.deepEqual(setKeepAlive.mock.calls[0]?.arguments, [true, 10_000]);
    setKeepAlive.mock.restore();
    await close();
    server.close();
  });
});

describeWith(["initdb", "postgres"], "a connection by a URL with options", () => {
  it("uses them, except those that Beatline sets itself", async () => {
    const postgres = await startPostgres();
    const options = encodeURIComponent("-c timezone=Asia/Tokyo -c search_path=elsewhere -c statement_timeout=1h");
    const { db, queuePool, close } = await openServer(`${postgres.url}?options=${options}`, "src/storage/migrations");
    const asked = "select current_setting('timezone') as zone";
    const limits = sql`${sql.raw(asked)}, current_setting('statement_timeout') as longest`;
    assert.deepEqual(await execute(db, limits), [{ zone: "Asia/Tokyo", longest: "9s" }]);
    const { rows } = await queuePool.query(`${asked}, current_setting('search_path') as path`);
    assert.deepEqual(rows, [{ zone: "Asia/Tokyo", path: "bullmq" }]);
    await close();
    await postgres.remove();
  });
});
