import { createHmac, timingSafeEqual } from "node:crypto";
import express from "express";
import pg from "pg";

/** The least that a service can do: bare Express that checks an HMAC and inserts a row, or selects one by its key. */
const [, , databaseUrl = "", secret = "", port = "0"] = process.argv;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const key = Buffer.from(secret.replace("whsec_", ""), "base64");
const app = express();

app.post("/", express.raw({ type: () => true, limit: "5mb" }), async (request, response) => {
  const signed = `${request.get("webhook-id")}.${request.get("webhook-timestamp")}.`;
  const digest = createHmac("sha256", key).update(signed).update(request.body).digest();
  const given = Buffer.from((request.get("webhook-signature") ?? "").slice(3), "base64");
  if (given.length !== digest.length || !timingSafeEqual(given, digest)) {
    response.status(401).end();
    return;
  }
  const { data } = JSON.parse(request.body.toString());
  await pool.query("insert into bare (id, headline, body) values ($1, $2, $3)", [data.id, data.headline, data.body]);
  response.status(202).json({ id: data.id });
});

app.get("/:id", async (request, response) => {
  const { rows } = await pool.query("select document from bare_tags where id = $1", [request.params.id]);
  response.type("json").send(rows[0]?.document);
});

app.listen(Number(port), "127.0.0.1", () => process.stdout.write("bare is ready\n"));
