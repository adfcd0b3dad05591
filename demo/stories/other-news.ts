import type { Story } from "../story.js";

/** News on none of the three topics, some of it in words that look as if it were. */
export const OTHER_NEWS: readonly Story[] = [
  {
    topics: [],
    section: "local",
    headlines: [
      "{town} council passes a budget of {n:21-68} million dollars",
      "Roads win, libraries lose in {town}'s budget",
    ],
    leads: [
      "The council of {town} passed a budget of {n:21-68} million dollars on {weekday} after a night of amendments.",
      "{town} will pave {k:9-30} miles of road next year and open its library an hour later, the council decided on {weekday}.",
    ],
    rest: [
      'Property taxes rise by {m:1-3} percent. "Nobody loves it, everybody can live with it," said {a}, who heads the finance committee.',
      "The pool on {street} stays open. Children had written {p:40-200} letters about it.",
      "Council member {b} voted no, since the town is spending its savings.",
      "The new fire engine was put off for a year.",
    ],
  },
  {
    topics: [],
    section: "weather",
    months: [11, 0, 1, 2],
    headlines: [
      "Up to {n:9-24} inches of snow expected in {county}",
      "Ice closes roads around {town}",
      "Storm leaves {k:4-30},000 without power",
    ],
    leads: [
      "A winter storm is expected to bring up to {n:9-24} inches of snow to {county} by {nextday}, forecasters said.",
      "Freezing rain glazed roads around {town} on {weekday} and left {k:4-30},000 homes without power.",
    ],
    rest: [
      '"The ice is thicker than my thumb," said {a}, who spent the morning freeing his door.',
      "Schools will open two hours late. The bridge to {town2} is closed.",
      "The power company said that most lines would be mended by the weekend.",
      "Meteorologists blamed a stream of warm air over a frozen ground.",
    ],
  },
  {
    topics: [],
    section: "sports",
    headlines: [
      "{town} strikes late to win the state title",
      "Rookie pitcher {a.last} strikes out {n:11-17}",
      "{town} girls run away with the relay",
    ],
    leads: [
      "{a} struck out {n:11-17} batters on {weekday} and {town} beat {town2}, {k:4-9} to {m:0-3}, for the state title.",
      "With {p:4-40} seconds left, {a} stole the ball and the game from {town2} on {weekday}.",
    ],
    rest: [
      '"She has ice in her veins," said Coach {b}. "I only tell her when the bus leaves."',
      "It was {town}'s first title in {q:9-40} years. The fire department escorted the bus home.",
      "{town2} had won the first meeting this season and led at the half.",
      "The season ends with the county cup on {nextday}.",
    ],
  },
  {
    topics: [],
    section: "culture",
    headlines: [
      "At the {town} museum, quilts that tell the weather",
      "A new opera gives {town}'s river a voice",
      "A union of strings: quartet marks {n:20-50} years",
    ],
    leads: [
      "A show of {n:20-50} quilts opened at the museum in {town} on {weekday}, each stitched from a year of temperatures.",
      "The opera house in {town} gave the first performance of a work about its own river on {weekday}, and the applause would not end.",
    ],
    rest: [
      '"Blue is cold, red is hot, and there is more red every year," said {a}, who made most of them.',
      "Critics praised the young soprano {b}, who grew up on {street}.",
      "Tickets are nearly gone. A second run is planned for spring.",
      "The lights alone took {k:3-9} weeks to hang.",
    ],
  },
  {
    topics: [],
    section: "science",
    headlines: [
      "Fossil found near {town} is {n:90-240} million years old",
      "Scientists count the bees of {county}",
      "A telescope on {street} finds a comet",
    ],
    leads: [
      "A fossil that a child found near {town} is {n:90-240} million years old and belongs to an unknown species, scientists reported on {weekday}.",
      "Scientists who counted the bees of {county} for {k:3-9} years reported on {weekday} that half of the species are in decline.",
    ],
    rest: [
      '"I cried, then I called my mother," said {a}, a paleontologist at the state university.',
      "The bones had been in a shoe box under a bed for most of the summer.",
      "The team published its data, so that others can check it.",
      "More digging is planned once the ground has thawed.",
    ],
  },
  {
    topics: [],
    section: "local",
    headlines: [
      "School board in {town} drops a plan to close two schools",
      "{town} schools to start at half past eight",
      "Board in {town} picks a superintendent",
    ],
    leads: [
      "The school board of {town} dropped a plan to close two elementary schools on {weekday}, to cheers from the parents who had filled the gym.",
      "High schools in {town} will begin at half past eight next year, so that students can sleep, the board decided on {weekday}.",
    ],
    rest: [
      '"My son will still be late," said {a}, "but he will be awake."',
      "Enrollment has fallen by {n:6-19} percent in ten years. The board will look at the question again next fall.",
      "Superintendent {b} said that buses would have to be shared with {town2}.",
      "Three members of the board are up for election in spring.",
    ],
  },
  {
    topics: [],
    section: "business",
    headlines: [
      "{company} plans a battery line in {town}",
      "Shares of {company} jump on a new order",
      "Downtown {town} fills its empty shops",
    ],
    leads: [
      "{company} said on {weekday} that it would build a new line in {town} for {n:40-190} million dollars.",
      "Of the {k:11-40} shops on {street} that stood empty two years ago, all but {m:2-5} have a tenant, the town said on {weekday}.",
    ],
    rest: [
      'The state offered land and a road. "They asked for a quick yes, and got one," said {a} of the development office.',
      "Analysts had expected less. The stock rose {p:4-12} percent.",
      "A bakery, a bicycle shop and a repair cafe are among the new tenants.",
      "{b}, who runs the bookstore, said that Saturdays feel like her childhood.",
    ],
  },
  {
    topics: [],
    section: "world",
    headlines: [
      "Air strike on a port kills {n:11-48}",
      "Talks open on a cease-fire",
      "A treaty on rivers, {n:11-48} years in the making",
    ],
    leads: [
      "An air strike hit a port on {weekday} and killed {n:11-48} people, officials there said, as talks on a cease-fire went on.",
      "Diplomats of {k:4-9} countries opened talks on {weekday} about the water of a river that all of them drink.",
    ],
    rest: [
      "The army said that it had struck a depot. Witnesses said that the ships were loading grain.",
      '"There is no wall left without a hole," said a doctor, who had worked for {m:20-40} hours.',
      "The secretary general asked both sides to stop.",
      "Envoys are to meet again on {nextday}.",
    ],
  },
  {
    topics: [],
    section: "health",
    headlines: [
      "Flu comes early to {county}",
      "Hospital in {town} opens a birth center",
      "After labor of {n:19-31} hours, triplets in {town}",
    ],
    leads: [
      "Flu cases in {county} have doubled in two weeks, health officials said on {weekday}, a month earlier than usual.",
      "The hospital in {town} opened a birth center on {weekday}. Its first guests were triplets, born after {n:19-31} hours.",
    ],
    rest: [
      '"It is not too late for a shot," said Doctor {a}, who heads the clinic on {street}.',
      "Most of the patients are children under ten. Two schools sent everybody home.",
      "The mother, {b}, said that she had hoped for a quiet weekend.",
      "The center has {k:6-14} rooms, each with a bath and a view of the parking lot.",
    ],
  },
  {
    topics: [],
    section: "local",
    headlines: [
      "A new bus line joins {town} and {town2}",
      "Ferry to {town} runs again after {n:8-30} months",
      "Bridge in {town} closes for repairs",
    ],
    leads: [
      "A bus will run every half hour between {town} and {town2} from {nextday}, the transit authority said on {weekday}.",
      "The ferry to {town} sailed on {weekday} for the first time in {n:8-30} months, with a brass band on the upper deck.",
    ],
    rest: [
      "The ride takes {k:22-48} minutes and costs two dollars. Dogs ride free.",
      '"I sold my second car this morning," said {a}, who had come to see the first one leave.',
      "Engineers found cracks in {m:3-11} beams last spring.",
      "The state pays for the first two years.",
    ],
  },
];
