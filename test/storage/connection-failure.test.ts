import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { openServer } from "../../src/storage/server-database.js";
import { freePort } from "../support/free-port.js";
import { startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { API_KEY, startEntry, WEBHOOK_SECRET } from "../support/service.js";

/** Returns the error message of a start on this database. */
async function failureOf(databaseUrl: string): Promise<string> {
  const database = await openServer(databaseUrl, "src/storage/migrations");
  const failure = await database
    .migrate(async () => {})
    .then(
      () => "none",
      (error: Error) => error.message,
    );
  await database.close();
  assert.doesNotMatch(failure, /hunter2|\n/);
  return failure;
}

describe("a start without its database", () => {
  it("says in one line where it looked and what to do", async () => {
    const host = `localhost:${await freePort()}`;
    const failure = await failureOf(`postgresql://beatline:hunter2@${host}/beatline`);
    assert.ok(
      failure.startsWith(`The database of DATABASE_URL at ${host} cannot be used: connect ECONNREFUSED`),
      failure,
    );
    assert.match(failure, /; start PostgreSQL there, or set DATABASE_URL to where it runs$/);
    const socket = await failureOf("postgresql:///beatline?host=/nowhere&password=hunter2");
    assert.match(socket, /^The database of DATABASE_URL cannot be used: connect ENOENT \/nowhere/);
  });

  it("says the same of a server that is not PostgreSQL", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    // A server that listens at a port has an address of this form.
    const { port } = server.address() as AddressInfo;
    assert.match(
      await failureOf(`postgresql://u:hunter2@127.0.0.1:${port}/x`),
      /Connection terminated.*; start PostgreSQL/,
    );
    server.close();
  });

  it("ends each process with that line alone", async () => {
    const DATABASE_URL = `postgresql://beatline:hunter2@127.0.0.1:${await freePort()}/beatline`;
    for (const entry of ["src/main.js", "src/api.js", "workers/main.js"]) {
      const child = startEntry(entry, { DATABASE_URL, API_KEY, WEBHOOK_SECRET, PORT: "0" });
      assert.equal(await child.exited, 1, entry);
      assert.match(child.output(), /^The database of DATABASE_URL at 127\.0\.0\.1:\d+ cannot be used: .*\n$/, entry);
    }
  });
});

describeWith(["initdb", "postgres"], "a start on a PostgreSQL that refuses it", () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let admin: pg.Client;
  const withUrl = (change: (url: URL) => void) => {
    const url = new URL(postgres.url);
    change(url);
    return failureOf(url.href);
  };
  const addRule = async (...lines: string[]) => {
    const { rows } = await admin.query<{ hba_file: string }>("show hba_file");
    const [{ hba_file: rules } = { hba_file: "" }] = rows;
    writeFileSync(rules, `${lines.join("\n")}\n${readFileSync(rules, "utf8")}`);
    await admin.query("select pg_reload_conf()");
  };

  before(async () => {
    postgres = await startPostgres();
    admin = new pg.Client({ connectionString: postgres.url });
    await admin.connect();
  });
  after(async () => {
    await admin?.end();
    await postgres?.remove();
  });

  it("says whether the user, the database or a privilege is missing", async () => {
    await admin.query("create role reader login");
    const asUser = (name: string) => withUrl((url) => Object.assign(url, { username: name }));
    assert.match(await asUser("nobody"), /role "nobody" does not exist; correct the user and the password/);
    assert.match(await asUser("reader"), /permission denied for database postgres; grant the user CREATE/);
    const elsewhere = await withUrl((url) => Object.assign(url, { pathname: "/nowhere" }));
    assert.match(elsewhere, /database "nowhere" does not exist; create it, or name another one$/);
  });

  it("says when TLS is unavailable, and when a file for it cannot be read", async () => {
    const withQuery = (search: string) => withUrl((url) => Object.assign(url, { search }));
    assert.match(
      await withQuery("sslmode=verify-full"),
      /does not support SSL connections; correct sslmode, sslrootcert/,
    );
    const noFile = /no such file or directory, open '\/nowhere\/ca.pem'; correct sslmode, sslrootcert/;
    assert.match(await withQuery("sslrootcert=/nowhere/ca.pem"), noFile);
    assert.match(await withQuery("sslkey=/"), /illegal operation on a directory, read; correct sslmode, sslrootcert/);
  });

  it("says when the server lets nobody in without TLS", async () => {
    await admin.query("create role careful login");
    await addRule("hostnossl all careful all reject", "hostssl all careful all trust");
    const asCareful = () => withUrl((url) => Object.assign(url, { username: "careful" }));
    await until(
      async () => /rejects connection .*, no encryption; correct sslmode/.test(await asCareful()),
      "it is refused",
    );
  });

  it("says when the password is wrong or missing, without showing it", async () => {
    await addRule("host all all 127.0.0.1/32 scram-sha-256");
    await admin.query("alter role beatline password 'right'");
    const withPassword = (password: string) => withUrl((url) => Object.assign(url, { password }));
    // The server rereads its rules a little after it is told to.
    const refusal = /password authentication failed .*; correct the user and the password/;
    await until(async () => refusal.test(await withPassword("hunter2")), "the wrong password is refused");
    assert.match(await withPassword(""), /password must be a string; correct the user and the password/);
  });
});
