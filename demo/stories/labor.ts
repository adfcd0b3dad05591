import type { Story } from "../story.js";

export const LABOR: readonly Story[] = [
  {
    topics: ["labor"],
    section: "business",
    wave: [40, 75],
    headlines: [
      "Workers at {company} walk out over pay",
      "Strike at {company} enters its {n:second|third|fourth} week",
      "{k:220-900} strike at {company} in {town}",
    ],
    leads: [
      "{k:220-900} workers at {company} in {town} went on strike on {weekday} after talks over a new contract broke down.",
      "The strike at {company} in {town} entered its {n:second|third|fourth} week on {weekday}, with both sides further apart than when it began.",
    ],
    rest: [
      "The union wants raises of {m:12-24} percent over three years and an end to forced overtime. The company has offered half of that.",
      '"We worked through everything, and they bought back shares," said {a}, who has run a press there for {p:9-31} years. "We want our part of it."',
      "A spokesman for the company said that its offer was fair and that it would bring in temporary workers if the walkout goes on.",
      "On the picket line on {street} strikers burned pallets in barrels and sang. Drivers of a parcel company refused to cross it.",
      "{b}, president of the local, said that members get {q:150-300} dollars a week from the strike fund, which would last until winter.",
      "A federal mediator has invited both sides for {nextday}.",
    ],
  },
  {
    topics: ["labor"],
    section: "business",
    wave: [30, 45],
    headlines: [
      "{company} and its union reach a deal",
      "Strike ends with a raise of {m:9-16} percent at {company}",
      "Workers at {company} approve a contract",
    ],
    leads: [
      "Workers at {company} in {town} voted on {weekday} to accept a contract that raises wages by {m:9-16} percent, and their strike is over.",
      "After {n:19-44} days on the picket line, the union at {company} announced on {weekday} that it had won most of what it struck for.",
    ],
    rest: [
      '"I have goose bumps," said {a}, a forklift driver. "My kids saw that you can stand together and win."',
      "The contract ends the lower pay for new hires within two years and caps overtime at {p:8-12} hours a week.",
      "The company said that it was pleased and looked forward to full production.",
      "{b}, who led the talks for the union, praised the bakery that had fed the pickets for free.",
      "Other employers in {county} are watching. Two of them have raised wages since the strike began.",
      "Work resumes with the first shift on {nextday}.",
    ],
  },
  {
    topics: ["labor"],
    section: "business",
    headlines: [
      "{company} to cut {n:120-900} jobs in {town}",
      "Layoffs at {company} hit {town} hard",
      "{company} closes its {town} plant; {n:120-900} lose their jobs",
    ],
    leads: [
      "{company} said on {weekday} that it would lay off {n:120-900} workers and close its plant in {town} by the end of the year.",
      "The largest private employer in {town} told its workers on {weekday} that {n:120-900} of them would lose their jobs.",
    ],
    rest: [
      'Workers learned of it in a video call that lasted {k:6-12} minutes. "My father worked here. I thought that I would retire here," said {a}.',
      "The company blamed weak orders and the price of energy. Its profit rose last year.",
      "The state will send a team that helps people claim unemployment benefits and find training.",
      "Mayor {b} called it the worst day for {town} in a generation. The plant pays a fifth of the town's taxes.",
      "The union said that it had not been warned and would go to court over the notice that the law requires.",
      "Unemployment in {county} was {p:4|5|6}.{q:1-9} percent last month, above the state's average.",
    ],
  },
  {
    topics: ["labor"],
    section: "politics",
    headlines: [
      "State to vote on a minimum wage of {n:15|16|17|18} dollars",
      "Minimum wage of {n:15|16|17|18} dollars passes the House",
      "Cafes in {town} brace for a higher minimum wage",
    ],
    leads: [
      "Voters will decide in November whether the minimum wage rises to {n:15|16|17|18} dollars an hour, election officials said on {weekday}.",
      "The State House voted on {weekday} to raise the minimum wage to {n:15|16|17|18} dollars an hour over three years.",
    ],
    rest: [
      "About {k:90-300} thousand workers would get a raise, most of them women, according to the legislature's economists.",
      '"I have two jobs and still choose between rent and the dentist," said {a}, who cleans offices in {town}.',
      '{b}, who owns three cafes, said that he would have to cut hours. "I want to pay more. I cannot pay what I do not take in."',
      "Studies of earlier raises found that few jobs were lost, though prices in restaurants went up.",
      "Labor unions gathered the signatures. The chamber of commerce has promised a campaign against the measure.",
    ],
  },
  {
    topics: ["labor"],
    section: "national",
    headlines: [
      "Employers add {n:96-310},000 jobs as unemployment holds",
      "Unemployment rate edges up to {k:4}.{m:1-8} percent",
      "Hiring slows, and wages grow more than prices",
    ],
    leads: [
      "Employers added {n:96-310},000 jobs last month and the unemployment rate stood at {k:4}.{m:1-8} percent, the Labor Department said on {weekday}.",
      "Hiring slowed last month but wages went on rising, according to a report of the Labor Department on {weekday}.",
    ],
    rest: [
      "Average hourly pay rose {p:3|4}.{q:1-9} percent from a year before, a little more than prices.",
      "Health care and construction hired the most. Factories cut jobs for the third month in a row.",
      '"It is a labor market that is cooling, not cold," said {a}, an economist at the state university.',
      "The number of people who have been out of work for half a year or more rose slightly.",
      "The report covers the middle of the month and will be revised twice.",
    ],
  },
  {
    topics: ["labor"],
    section: "local",
    headlines: [
      "Teachers in {town} vote to strike",
      "School opens late as {town} teachers picket",
      "Nurses in {town} win staffing rules without a strike",
    ],
    leads: [
      "Teachers in {town} voted on {weekday} to strike if the school board does not raise their pay by {nextday}.",
      "Nurses at the hospital in {town} approved a contract on {weekday} that limits how many patients each of them cares for.",
    ],
    rest: [
      "Union members voted {n:78-97} percent in favor, their representative, {a}, said to loud applause.",
      "Starting pay in {town} is {k:36-44} thousand dollars, the lowest in {county}. {m:11-34} of the staff left last year.",
      '"We do not want to be out here. We want to be in there," said {b}, pointing at the door behind her.',
      "The board said that its budget allowed no more than two percent. Parents are divided: some brought coffee, others complained about child care.",
      "Bargaining resumes on {nextday}. By law, a mediator must sit in.",
    ],
  },
  {
    topics: ["labor"],
    section: "business",
    headlines: [
      "Warehouse workers in {town} file for a union",
      "Vote on a union at {company} ends {n:210-400} to {k:160-205}",
      "Drivers at {company} lose a vote on a union",
    ],
    leads: [
      "Workers at a warehouse of {company} in {town} asked federal officials on {weekday} to hold a vote on whether to form a union.",
      "A vote on a union at {company} in {town} ended on {weekday} with {n:210-400} ballots on one side and {k:160-205} on the other.",
    ],
    rest: [
      "Organizers said that the company had held meetings in which managers warned that the site might close. The company denies it.",
      '"They time how long you are in the bathroom," said {a}, who packs boxes at night.',
      "The National Labor Relations Board will look at {m:9-40} ballots that were challenged.",
      "{company} said that it prefers to talk with its employees directly, and that its pay is above the local average.",
      "It would be the first union at a warehouse in {county}.",
    ],
  },
  {
    topics: ["labor", "immigration"],
    section: "local",
    headlines: [
      "Farm workers in {county} sue over unpaid wages",
      "Labor officials say {company} cheated guest workers of pay",
      "Migrant pickers win {n:140-600} thousand dollars in back pay",
    ],
    leads: [
      "{k:24-80} migrant farm workers from {country} sued a grower in {county} on {weekday} over wages that they say they were never paid.",
      "The Labor Department said on {weekday} that {company} must pay {n:140-600} thousand dollars to guest workers whom it had cheated of overtime.",
    ],
    rest: [
      'The workers came on temporary visas and said that the grower kept their passports. "We were afraid to be deported if we spoke," said {a}.',
      "They slept eight to a trailer near {town}, for which rent was taken from their wages.",
      "The grower's lawyer said that all hours were paid and that the housing had passed inspection.",
      "{b} of the farm workers' union said that visas that tie a worker to one employer invite abuse.",
      "Inspectors visited {m:12-30} farms this season and found violations of wage laws at two thirds of them.",
    ],
  },
];
