import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cleanArticle } from "../../../models/text/clean.js";
import { clean, HEADLINE, removedFrom, STORY } from "../../support/ferry-story.js";
import { describeWithData } from "../../support/shared-data.js";

describe("cleaning a plain text", () => {
  it("leaves a text without boilerplate as it is", () => {
    const body = STORY.join("\n\n");
    assert.deepEqual(clean(body), { headline: HEADLINE, body, removed: [], removedChars: 0 });
  });

  it("says what it removed, in reading order, and how long that was", () => {
    const { body, removed, removedChars } = clean(STORY[0] ?? "", "Advertisement", STORY[1] ?? "", "Show Comments");
    assert.equal(body, STORY.slice(0, 2).join("\n\n"));
    assert.deepEqual(removed, ["Advertisement", "Show Comments"]);
    assert.equal(removedChars, 26);
  });

  for (const caption of [
    "A ferry waits at Pier 9 on Monday evening. (Lou Marsh/AFP/Getty Images)",
    "Deckhands hang a banner from the rail of the Heron. (AP Photo/Ines Carvalho, File)",
    "A ferry waits at Pier 9, its crew ashore. (Tom Reyes/AFP/Getty Images",
    "Commuters crowd the bridge on Tuesday morning. Photo: Mia Torvald/Reuters",
    "Dana Whitlock at the union hall. | Getty",
    "Empty berths at the harbor [Priya Nair/Reuters]",
    "Image copyright EPA Image caption The ferries carry nine thousand people a day",
    "Enlarge this image toggle caption Joan Pell/NPR Joan Pell/NPR",
    "Olga Brandt/The Harbor Times",
    "Deckhands wave from the rail of the Heron at Pier 9, in the harbor, U.S., March 3, 2019. REUTERS/Ines Carvalho",
    "The Heron leaves Pier 9 at dawn, March 3, 2019. REUTERS/Min Jae-won/File Photo",
    "The crew of the Heron at the union hall, in a picture of May 3, 2019. Harbor Union/Handout via REUTERS",
    "FILE PHOTO: The Heron at its berth in June. Sanna Lindqvist/Handout",
  ]) {
    it(`removes the caption “${caption}”`, () => {
      assert.deepEqual(removedFrom(STORY[0] ?? "", caption, STORY[1] ?? ""), [caption]);
    });
  }

  for (const prompt of [
    "Sign up for our Morning Tide newsletter and get the harbor's news first.",
    "Get the stories that matter delivered to your inbox. By signing up, you agree to our Privacy Policy",
    "Please enter a valid email address",
    "I have read and agree to the Terms of Use and Privacy Policy.",
    "This website uses cookies to remember what you like.",
    "Already a subscriber? Log in",
    "To continue reading, please create an account.",
    "Share Tweet Email Print",
    "Follow us on Twitter @harbortimes",
    "Copyright © 2019 The Harbor Times. All rights reserved.",
    "Click here to read more about the ferries",
    "RELATED: What the night shift does to a body",
    "( PHOTOS: A century of ferries)",
    "Lena Ortiz and Sam Okafor contributed to this report.",
    "Reporting by Lena Ortiz; Editing by Sam Okafor",
    "This article is more than 3 years old",
    "Story Continued Below",
    "JUST WATCHED Ferry crews on the picket line Replay More Videos ... MUST WATCH Ferry crews on the picket line 01:49",
    "CLOSE Commuters took the bridge on Tuesday after the last ferry tied up. The Harbor Times",
    "CLOSE A year after the last talks, crews tell what the night shift did to them. The Harbor Times",
    "CLOSE 'Keep Our Nights' brought two thousand people to the quay. (May 3) AP",
    "NOW WATCH: ‘Harbor Crews, in 60 Seconds’",
    "More:The harbor master is gone. Long live the harbor.",
    "More from Whitlock:Who steers the city's boats?",
    "Please include a contact number if you are willing to speak to one of our reporters.",
    "Harbor Crews Walk Off After Talks Fail Listen · 4:11 4:11",
    "What the night shift does to a body Read more",
    "Most read: Five walks along the old quay",
    "Harbor Notes The port, weekday mornings. Email Sign Up By signing up you agree to receive email newsletters from the Harbor Times.",
    "Get real-time updates as this story unfolds. To start, star this story in our app.",
    "Get The Brief. Sign up to receive the top stories you need to know. Choose your country Albania Andorra",
    "By the Numbers Email (required) Zip Code By signing up, you agree to our Privacy Policy. For more newsletters, see our page.",
    "Do You Support the Ferry Crews? Vote Here Now",
    "Help Us Report on the Ferries Are you a commuter, deckhand or other expert? Help make sure our journalism is focused on the right issues.",
    "You can read more opinions from our Board of Contributors on the Opinion front page.",
    "Quick guide What is a night shift? Show Hide How long is it? Ten hours on the water, from ten at night. Who works it? Two in three deckhands.",
    "NPR transcripts are created on a rush deadline by a contractor. This text may be revised.",
  ]) {
    it(`removes the prompt “${prompt}”`, () => {
      assert.deepEqual(removedFrom(STORY[0] ?? "", prompt, STORY[1] ?? ""), [prompt]);
    });
  }

  it("removes the outlet's name, the headline and the byline at the top", () => {
    const authors = [
      "By Lena Ortiz and SAM OKAFOR, staff writers",
      "May 3, 2018 at 10:15 a.m.",
      "Updated: May 4, 2018",
    ];
    const top = ["The Harbor Times", "Ferry Crews Vote to Stop Work Over Night Shifts", ...authors];
    assert.deepEqual(removedFrom(...top, ...STORY), top);
  });

  for (const biography of [
    "Lena Ortiz covers the harbor. She has worked in Lisbon and Oslo.",
    "— Sam Okafor is a senior fellow at the Institute for Coastal Towns.",
    "Lena Ortiz, a former deckhand, is the author of “Low Water.” Follow her on Twitter @lenaortiz.",
    "Have a tip? Write to tips@harbortimes.example.",
  ]) {
    it(`removes the biography “${biography}” at the end`, () => {
      assert.deepEqual(removedFrom(...STORY, biography), [biography]);
    });
  }

  it("keeps a last paragraph about a person in the story", () => {
    const last = "Dana Whitlock is a writer too: her poems about the harbor hang in the union hall.";
    assert.deepEqual(removedFrom(...STORY, last), []);
  });

  for (const sentence of [
    "Sign language interpreters were on every boat, the authority said.",
    "By signing the order, the mayor handed the bridge to the state.",
    "Follow the money, the harbor master told his crew, and you find the bank.",
    "Get ready for a longer trip to work, the authority warned commuters.",
    "Reuters reported on Monday that the talks had failed. The union denied it (a day later).",
    "“I agree to the terms,” the captain wrote, and took the newsletter with him.",
    "Share prices of the ferry company fell by a tenth.",
    "Most read the offer as an insult, Whitlock said.",
    "Six in ten riders are with the crews, says a Reuters/Ipsos poll",
    "The offer was the port authority's third, by the count of AFP/Harbor Radio listeners",
    "Close All Piers, the harbor master ordered, and nobody did.",
    "More: that is what the crews want, and not less.",
    "Photographers waited at the pier, and the police led them away.",
    "Close to the pier, the crews told their children to sail less and read more",
    "Reporting by The Harbor Times showed that two boats had failed their tests.",
  ]) {
    it(`keeps the sentence “${sentence}”`, () => {
      assert.deepEqual(removedFrom(STORY[0] ?? "", sentence, STORY[1] ?? ""), []);
    });
  }

  for (const lead of [
    "By law, the council must vote on the bridge.",
    "By May, the Harbor Authority had run out of deckhands.",
    "Published figures from 2016 show fewer riders.",
    "May 3, 2018, was the last day of the night ferry.",
    "Updated rules for the harbor say who may steer a boat.",
  ]) {
    it(`keeps the lead “${lead}”`, () => {
      assert.deepEqual(removedFrom(lead, ...STORY), []);
    });
  }

  it("removes a paragraph that a page repeats, but not the short lines between parts of a text", () => {
    const [lead = "", offer = "", quote = ""] = STORY;
    assert.deepEqual(removedFrom(lead, quote, "* * *", offer, quote, "* * *", "The talks go on."), [quote]);
  });

  it("joins hard-wrapped lines into paragraphs", () => {
    const body =
      "Crews of the harbor ferries voted on Tuesday to stop\nwork from midnight, after a month of talks over night\nshifts ended.\n\nThe port asked commuters to\ntake the bridge.";
    const expected =
      "Crews of the harbor ferries voted on Tuesday to stop work from midnight, after a month of talks over night shifts ended.";
    assert.equal(clean(body).body.split("\n\n")[0], expected);
  });

  it("normalizes whitespace and decodes entities that a CMS forgot to decode", () => {
    const body = "The  port\u00a0authority\tsaid it would pay &#36;5 &amp; more.\r\n\r\n\u200bNobody believed it.\r\n";
    assert.equal(clean(body).body, "The port authority said it would pay $5 & more.\n\nNobody believed it.");
  });

  it("reads the quotation marks of Windows text that was mistaken for Latin-1", () => {
    assert.equal(
      clean("The port\u0092s boats \u0093will run\u0094, it said.").body,
      "The port’s boats “will run”, it said.",
    );
  });

  it("decodes entities of letters and signs, and keeps ampersands that begin none", () => {
    assert.equal(
      clean("The port paid &pound;5 each to Ren&eacute; and &Aacute;lvaro.").body,
      "The port paid £5 each to René and Álvaro.",
    );
    assert.equal(clean("AT&T; R&D; Q&As; and a&b").body, "AT&T; R&D; Q&As; and a&b");
  });

  it("cleans the headline of markup, entities and whitespace", () => {
    const headline = " Ferry <em>crews</em>\n vote &amp; stop\u00a0work ";
    assert.equal(cleanArticle({ headline, body: "", bodyFormat: "text" }).headline, "Ferry crews vote & stop work");
  });

  it("gives the same result when it cleans its own result", () => {
    const once = clean("The Harbor Times", HEADLINE, ...STORY, "Show Comments", "Most Read", "A dog that sails");
    assert.equal(clean(once.body).body, once.body);
  });
});

describeWithData("articles/washington-post-2013-02-05.txt", "cleaning the article the project began from", (file) => {
  it("keeps its paragraphs whole and nothing of the page around them", () => {
    const text = readFileSync(file, "utf8");
    const headline = text.split("\n\n")[1] ?? "";
    const { body, removed } = cleanArticle({ headline, body: text, bodyFormat: "text" });
    const paragraphs = body.split("\n\n");
    assert.equal(paragraphs.length, 6);
    assert.match(paragraphs[0] ?? "", /^Immigration advocates asked .* the advocates said\.$/);
    assert.match(paragraphs[5] ?? "", /^"The goal is .* backing off\.' "$/);
    assert.ok(removed.some((paragraph) => paragraph.startsWith("Richard Trumka")));
    assert.ok(removed.some((paragraph) => paragraph.startsWith("David Nakamura")));
  });
});
