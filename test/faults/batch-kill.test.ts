import assert from "node:assert/strict";
import { articleId } from "../../src/domain/article.js";
import { aLongBody, anArticle, fetchJson, signed } from "../support/deliveries.js";
import { assertTagged, assertTaggedOnce } from "../support/promises.js";
import { API_KEY, startService, temporaryDirectory } from "../support/service.js";

/** At 40 kB each, they stay under a batch's limit of 10 MB. */
const ARTICLES = 200;

describe("a batch that was answered", () => {
  const dataDir = temporaryDirectory();
  const start = () => startService({ DATA_DIR: dataDir, LOG_LEVEL: "warn" });

  it("is fully tagged after a kill, and so is a webhook that comes in after the restart", async function () {
    this.timeout(300_000);
    const first = await start();
    const body = aLongBody();
    const ids = Array.from({ length: ARTICLES }, (_, index) => articleId("cms", `killed-${index}`));
    const lines = ids.map((_, index) =>
      JSON.stringify({ source: "cms", ...anArticle({ id: `killed-${index}`, body }) }),
    );
    const { status } = await fetch(`${first.url}/v1/articles/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/x-ndjson" },
      body: lines.join("\n"),
    });
    assert.equal(status, 202);
    await first.child.end("SIGKILL");
    const { url, child } = await start();
    const live = await fetchJson(`${url}/v1/webhooks/cms`, signed(anArticle({ id: "live" })));
    assert.equal(live.status, 202);
    await assertTagged(url, [live.body.articleId, ...ids]);
    assert.equal(await child.end("SIGTERM"), 0);
    await assertTaggedOnce({ dataDir }, ids);
  });
});
