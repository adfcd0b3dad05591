import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fetchJson, signed } from "./support/deliveries.js";
import { type Service, startService, temporaryDirectory } from "./support/service.js";
import { describeWithData } from "./support/shared-data.js";

const HEADLINE = "Obama declines to alter deportation policies in meeting with immigration advocates";

describeWithData("articles/washington-post-2013-02-05.txt", "the article that the project began from", (file) => {
  let service: Service;
  const send = () => {
    const data = { id: "washington-post-2013-02-05", version: 1, headline: HEADLINE, body: readFileSync(file, "utf8") };
    return fetchJson(`${service.url}/v1/webhooks/cms`, signed(data));
  };

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });
  after(() => service?.child.end("SIGTERM"));

  it("gets all three topics, each with evidence in the served text and none from the page around it", async () => {
    const { body: taken } = await send();
    assert.equal(taken.status, "queued");
    const { body } = await fetchJson(`${service.url}/v1/articles/${taken.articleId}/tags?wait=20&include=all`);
    assert.deepEqual(body.tags.map(({ topic }) => topic).sort(), ["enforcement", "immigration", "labor"]);
    for (const { topic, evidence } of body.tags) {
      assert.ok(evidence.length > 0, `${topic} has evidence`);
      for (const { field, start, end, quote } of evidence) assert.equal(body.text[field].slice(start, end), quote);
    }
    assert.doesNotMatch(body.text.body, /Getty|newsletter|Most Read|inbox|thermostat|has previously covered/);
    assert.match(body.text.body, /^Immigration advocates asked/);
    assert.match(body.text.body, /not backing off\.' "$/);
  });

  it("is a duplicate when it is sent again", async () => {
    assert.equal((await send()).body.status, "duplicate");
  });
});
