import assert from "node:assert/strict";
import { clean, removedFrom, STORY } from "../../support/ferry-story.js";

describe("cleaning a plain text of links to other articles", () => {
  it("removes a list of other articles in the middle and keeps what follows it", () => {
    const list = [
      "Most Read",
      "Five walks along the old quay",
      "Is the bridge safe?",
      "Council backs a new market hall",
    ];
    const { body, removed } = clean(STORY[0] ?? "", ...list, STORY[1] ?? "");
    assert.deepEqual(removed, list);
    assert.equal(body, STORY.slice(0, 2).join("\n\n"));
  });

  it("removes everything after the head of a list when no article follows", () => {
    const tail = [
      "You might also like:",
      "A dog that sails",
      "Play Videos",
      "Soup in ten minutes",
      "Ana Roth · May 3, 2018",
    ];
    assert.deepEqual(removedFrom(...STORY, ...tail), tail);
  });

  it("keeps the subheadings and questions of an article", () => {
    const body = [STORY[0], "Why now?", STORY[1], "A month of talks", STORY[2]].join("\n\n");
    assert.equal(clean(body).body, body);
  });

  it("removes headlines of other articles in capitals between its paragraphs", () => {
    const links = ["MAYOR'S SON ARRESTED AT BORDER AFTER CHASE", "WHO PAYS FOR THE BRIDGE? CITY AUDIT FINDS 'HOLE'"];
    assert.deepEqual(
      removedFrom(STORY[0] ?? "", links[0] ?? "", STORY[1] ?? "", links[1] ?? "", STORY[2] ?? ""),
      links,
    );
  });

  it("keeps subheadings and exclamations in capitals, and a text that is all in capitals", () => {
    for (const line of [
      "A MONTH OF TALKS",
      "“GIVE THE CREWS OF THIS HARBOR THEIR NIGHTS BACK!”",
      "MV HERON, PIER 9, NY",
    ]) {
      assert.deepEqual(removedFrom(STORY[0] ?? "", line, STORY[1] ?? "", STORY[2] ?? ""), []);
    }
    const wire = STORY.map((paragraph) => paragraph.toUpperCase());
    assert.deepEqual(removedFrom(...wire, "FERRY CREWS OF THE HARBOR STOP WORK"), []);
  });

  for (const [name, list] of [
    ["Whitlock", "Dana Marie WhitlockWhitlock turns down offer Five things to watch in the ferry talks MORE"],
    ["Ray Ortega Jr.", "Raymond (Ray) OrtegaHarbor voters pick a mayor: what we know MORE"],
    ["Lee Van Damme", "Lee Peter Van Damme'We have slept four hours' Deckhands say no MORE"],
    ["Neil Hart", "Neil Owen HartMORE"],
    ["Ada Stone", "Ada Lucy Stone Retirees get cheaper fares Bridge opens late MORE"],
  ] as const) {
    it(`removes the links after the name “${name}” from a sentence`, () => {
      const { body, removed } = clean(`“No,” said ${name} ${list} (D), and ${name} ${list}’s crew agreed.`, ...STORY);
      assert.equal(body.split("\n\n")[0], `“No,” said ${name} (D), and ${name}’s crew agreed.`);
      assert.deepEqual(removed, [list, list]);
    });
  }

  for (const sentence of [
    "Dana Whitlock told Dana’s crew that the port must pay MORE, not less.",
    "A banner on the Heron said on Tuesday that Ferry Crews Want Ferry Crews Paid MORE, and soon.",
    "CREWS OF THE PORT AND THE PORTSMEN OF THE HARBOR WANT MORE BOATS, ITS HARBOR MASTER SAID.",
  ]) {
    it(`keeps the capitals of “${sentence}”`, () => {
      assert.deepEqual(removedFrom(STORY[0] ?? "", sentence, STORY[1] ?? ""), []);
    });
  }
});
