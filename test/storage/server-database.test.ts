import assert from "node:assert/strict";
import { createServer, Socket } from "node:net";
import { mock } from "node:test";
import { sql } from "drizzle-orm";
import { openServer } from "../../src/storage/server-database.js";
import { freePort } from "../support/free-port.js";

describe("a connection to a database server", () => {
  it("is kept alive while it is quiet, every ten seconds, lest a NAT or a load balancer forget it", async () => {
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
