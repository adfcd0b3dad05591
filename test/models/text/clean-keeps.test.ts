import assert from "node:assert/strict";
import { cleanArticle } from "../../../models/text/clean.js";

const HEADLINE = "Millbrook votes to close its night clinic";
const LEAD =
  "The county board voted on Monday to close the night clinic at Millbrook, after a winter in which two of its four nurses left.";
const NEXT =
  "Patients will have to drive forty miles to the hospital at Arden from June, and the board promised a bus that has no driver yet.";

function clean(body: string, headline = HEADLINE) {
  return cleanArticle({ headline, body, bodyFormat: "text" });
}

function removedBetween(paragraph: string): string[] {
  return clean([LEAD, paragraph, NEXT].join("\n\n")).removed;
}

function removedAfter(...closing: string[]): string[] {
  return clean([LEAD, NEXT, ...closing].join("\n\n")).removed;
}

describe("telling news from the page around it", () => {
  for (const sentence of [
    "Investigators found that ice and bald tires contributed to the crash.",
    "The long wait for an ambulance contributed to her death, the coroner found.",
    "Nurses contributed to the report on safety that the board then shelved.",
    "Both unions contributed to this campaign, which the mayor won.",
    "He contributed from his savings to the strike fund.",
    "Like the nurses of Arden on Facebook, they have complained of threats for years.",
    "Already a member of the union, Ms. Dray crossed the picket line.",
    "Already registered as a refugee in Italy, he was held at the airport of Lyon.",
    "With contributions from two unions, the nurses have raised $90,000 for the families.",
    "With contributions from Wall Street, she outspent the sheriff two to one.",
    "With reporting by doctors of injuries up 12 percent, the plant hired a nurse.",
    "Reporting by the deputies took five months (and two lawyers)",
    "Contributing: $20 a month to the pension fund, as before.",
    "You will receive the back pay by August if you worked a night shift.",
    "You can opt out of the settlement by writing to the court before May 2.",
    "Families can sign up to receive alerts by text or email, Sheriff Lou Tarr said after the flood.",
    "Sign up for the county's flood alerts, the sheriff urged the valley.",
    "Sign-language interpreters will stand beside the mayor at all briefings.",
    "Register to vote by mail, or ask the clerk for a form by email.",
    "The guild bargains with three agencies (AFP, Reuters, Bloomberg).",
    "Two soldiers of the valley were among the dead (Cpl. Marsh, Staff Sgt. Oday).",
    "Tax credit: up to $1,500 for each nurse",
    "The post that Ms. Dray wrote first appeared on Facebook on Sunday night.",
    "If you value night nurses, join them at the gate on Friday.",
    "You must be logged in to the county's app to ask for a bed.",
    "This report contains information from court records and two interviews.",
    "The opinions expressed in this case by Justice Mora bind no other court.",
    "A surgeon's newsletter traded emails of patients for money, the indictment says.",
    "The strike at the clinic ended after nine days. — Reuters",
    "“We will not go back,” a nurse said. – AP",
    "This report was updated by the auditors in May.",
    "This is a developing story of greed, the judge said.",
    "Updated rules for night shifts take effect on Monday.",
    "Updated: The board will vote again on Friday.",
    "Related cases in Arden were dropped in March.",
    "Photo by photo, prosecutors laid out the night of the arrest.",
    "The story first appeared in a union paper in 1934.",
    "Do you have information about the shooting? The sheriff's line is open all night.",
    "In case you missed it, the strike is over.",
    "We need your support, the nurses' sign said.",
    "Category 4 winds tore the roof off the clinic.",
  ]) {
    it(`keeps “${sentence}”`, () => {
      assert.deepEqual(removedBetween(sentence), []);
    });
  }

  for (const line of [
    "Ines Marlow and The Associated Press contributed to this report, which was updated at 9:40 p.m.",
    "Ines Marlow contributed reporting from Arden.",
    "Ines Marlow contributed from Arden.",
    "Staff writer Ines Marlow contributed to this breaking news story from Arden.",
    "Like us on Facebook.",
    "Like Millbrook Radio on Facebook and follow @millbrook on Twitter.",
    "Join us at Facebook/MillbrookRadio.",
    "Follow @millbrook and @arden on Twitter.",
    "Already a member? Sign in",
    "Already registered?",
    "With files from The Canadian Press",
    "With additional reporting by Ines Marlow and research by Tom Oday in Arden.",
    "(Reporting by Ines Marlow; Editing by Tom Oday)",
    "Contributing: Tom Oday, Millbrook Radio",
    "You will receive our weekly newsletter. Thank you for signing up.",
    "You can opt out at any time.",
    "Sign up to receive alerts by text or email.",
    "The clinic at night. (Tom Oday, AP)",
    "The clinic at night. (Tom Oday via Reuters)",
    "Photo credit: Tom Oday",
    "Image copyright AFP Image caption The board said that the clinic would close",
    "The post Millbrook votes to close its night clinic appeared first on Millbrook Radio.",
    "The post “We are tired,” said the nurses first appeared on The Arden Mirror.",
    "Like this:",
    "Like Loading...",
    "If you value our journalism, support us with a subscription.",
    "You must be logged in to post a comment.",
    "The opinions expressed in this column are those of the author.",
    "Privacy Notice: Newsletters may contain info about charities, online ads, and content funded by outside parties.",
    "A version of this article appears in print on Nov. 3, Section A, Page 1 with the headline: Clinic to Close.",
    "The clinic at night.Credit...Tom Oday for Millbrook Radio",
    "The clinic at night — AP",
    "See more on: Hospitals, U.S. Politics",
    "Related Article Arden's hospital adds forty beds",
    "This story has been updated.",
    "Editor’s note: This article has been updated to include a statement from the board.",
    "--This report was updated at 7:25 a.m.",
    "Updated at 3:04 p.m. ET Thursday",
    "Update 1455 (0955 EST)",
    "(This post was last updated on Tuesday, June 2 at 3:30 PM ET.)",
    "This is a breaking news story, refresh the page for updates.",
    "Please check back for updates.",
    "Posted: May 4, 2023 / 04:02 PM CDT",
    "Published 4:02 p.m. ET May 4, 2023 | Updated 5:10 p.m. ET May 4, 2023",
    "This story was originally published by Arden Beacon. Sign up for its weekly newsletter.",
    "Night nurses rally in Millbrook on May 4. Photo by Tom Oday for The Arden Mirror",
    "Night nurses rally in Millbrook. Tom Oday/Millbrook Radio",
    "Tom Oday | Arden Mirror",
    "Courtesy photo",
    "ICYMI: Hospital chain buys Arden clinic",
    "In case you missed it:",
    "Read the original article here.",
    "Your support makes our journalism possible. Donate today.",
    "We need your support. Become a member.",
    "Subscribe today for full access to the Arden Mirror.",
    "This content is only available to subscribers.",
    "Do you have information about the clinic? Contact our reporters at tips@mirror.example.",
    "Follow our coverage of the clinic here.",
    "Listen · 4:12",
  ]) {
    it(`removes “${line}”`, () => {
      assert.deepEqual(removedBetween(line), [line]);
    });
  }

  for (const [what, closing] of [
    [
      "candidates",
      [
        "Ruth Adeyemi, 51, is president of the nurses' union and wants the clinic back.",
        "Carl Brandt, 63, is a former police director who wants it closed.",
        "Mina Sol, 38, is an immigration lawyer. She has not said what she wants.",
      ],
    ],
    ["victims", ["Joan Pike, 47, was the clinic's training director and sang in two choirs."]],
    [
      "a call for witnesses",
      [
        "Anyone who saw the truck is asked to call. Detective Omar Reyes, who leads the search, can be reached at 555-0142.",
      ],
    ],
    ["a ruling to come", ["U.S. District Judge Karen Holt is expected to rule by Friday, one of the lawyers said."]],
    ["a city", ["Los Angeles is home to the largest such clinic, according to its director."]],
    ["the bereaved", ["Tom Reyes is survived by two sons and a brother who is a professor in Arden."]],
    ["a vigil", ["Workers United hosts a vigil for the patients on Sunday."]],
    ["what others found", ["Human Rights Watch has reported forty deaths in such clinics since May."]],
    ["an outlet", ["Editors at the Beacon quit in May. The Beacon is a nonprofit newsroom with two reporters left."]],
    ["what the reader knows not", ["About the author of the bill, little is known outside the valley."]],
    ["a place", ["New Hampshire, incidentally, is the only state that the union's president has not visited."]],
  ] as const) {
    it(`keeps the last paragraphs when they tell of ${what}`, () => {
      assert.deepEqual(removedAfter(...closing), []);
    });
  }

  for (const biography of [
    "Ines Marlow, who lives in Arden, is a reporter for Millbrook Radio.",
    "Ines Marlow teaches journalism at Arden State.",
    "Ines Marlow hosts the podcast “Night Shift.”",
    "Ines Marlow is the former Arden bureau chief of the Valley Mirror.",
    "The author lives in Arden and can be reached at ines@millbrook.example.",
    "The author can be reached through her site, inesmarlow.com.",
    "Let us know what you think on Facebook.",
    "Ines Marlow is a Report for America corps member.",
    "Reach reporter Ines Marlow at ines@millbrook.example.",
    "Arden Beacon is part of States Newsroom, a nonprofit news network supported by grants and donors.",
    "Nightwatch is a national, nonprofit newsroom that covers hospitals.",
  ]) {
    it(`removes the biography “${biography}”`, () => {
      assert.deepEqual(removedAfter(biography), [biography]);
    });
  }

  it("removes the biography above the footer of a feed", () => {
    const closing = [
      "Ines Marlow covers the valley for Millbrook Radio.",
      "The post Millbrook votes to close its night clinic appeared first on Millbrook Radio.",
    ];
    assert.deepEqual(removedAfter(...closing), closing);
  });
});

describe("lists of other articles", () => {
  const titles = [
    "Arden's hospital adds forty beds",
    "Two hurt as truck leaves the river road",
    "Council backs a market",
  ];

  it("are removed with a heading that names a section", () => {
    const { body, removed } = clean([LEAD, NEXT, "Most Read Politics", ...titles].join("\n\n"));
    assert.deepEqual(removed, ["Most Read Politics", ...titles]);
    assert.equal(body, [LEAD, NEXT].join("\n\n"));
  });

  it("are the text where there is no other", () => {
    assert.equal(clean(["Top stories", ...titles].join("\n\n")).body, titles.join("\n\n"));
  });
});

describe("joining hard-wrapped lines", () => {
  it("keeps the titles of a list apart, so that they are removed with its heading", () => {
    const titles = [
      "Arden's hospital adds forty beds after a year of complaints from patients",
      "Two hurt as truck leaves the river road on Sunday",
      "Council backs a new market hall for the west side of Millbrook",
    ];
    const { body, removed } = clean(`Most read\n\n${titles.join("\n")}\n\n${LEAD}`);
    assert.deepEqual(removed, ["Most read", ...titles]);
    assert.equal(body, LEAD);
  });

  it("keeps a headline and the line below it apart, so that the repeated headline is removed", () => {
    const headline = "Millbrook votes to close its night clinic in June";
    const deck = "Nurses say that the drive to Arden will cost lives";
    assert.deepEqual(clean(`${headline}\n${deck}\n\n${LEAD}`, headline).removed, [headline]);
  });

  it("joins lines even if one has two spaces after a sentence", () => {
    const lines = [
      "The board voted twice.  Nobody had asked it to, and the",
      "clerk, who had gone home by then, wrote down one of the two",
      "votes on Tuesday.",
    ];
    assert.equal(clean(lines.join("\n")).body, lines.join(" ").replace("  ", " "));
  });
});
