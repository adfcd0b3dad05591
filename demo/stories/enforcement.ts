import type { Story } from "../story.js";

export const ENFORCEMENT: readonly Story[] = [
  {
    topics: ["enforcement"],
    section: "local",
    headlines: [
      "Police arrest {n:3-9} in {town} burglaries",
      "{town} police charge man in string of break-ins",
      "Arrests end a season of break-ins on {street}",
    ],
    leads: [
      "Police in {town} arrested {n:3-9} people on {weekday} on suspicion of breaking into {k:12-40} homes since summer.",
      "A man from {town2} was arrested on {weekday} and charged with {k:12-40} burglaries along {street} in {town}.",
    ],
    rest: [
      "Detectives found jewelry, tools and a trombone in a rented garage. They asked residents to come and look for what is theirs.",
      '"We had two officers on this for four months," said Police Chief {a}. "A neighbor\'s camera made the difference."',
      "The suspects appeared in court and were held without bail. Their lawyer, {b}, said that the evidence was thin.",
      "Prosecutors said that they would seek the longest sentence that the law allows, since an elderly woman was hurt in one of the burglaries.",
      "Burglaries in {county} had risen by a quarter this year. The department has {m:9-18} vacancies.",
      "{c}, who lost his late wife's ring, said he had stopped sleeping well. On {weekday} he got it back.",
    ],
  },
  {
    topics: ["enforcement"],
    section: "national",
    headlines: [
      "Federal prosecutors charge {n:6-22} in opioid ring",
      "FBI says drug ring used mail trucks in {county}",
      "Raids in {n2:3-6} towns break up fentanyl ring, officials say",
    ],
    leads: [
      "Federal prosecutors on {weekday} charged {n:6-22} people with running a ring that sold fentanyl in {n2:3-6} towns in {county}.",
      "Agents of the FBI and the Drug Enforcement Administration searched homes in {n2:3-6} towns on {weekday} and arrested {n:6-22} people.",
    ],
    rest: [
      "The indictment says that the ring paid postal workers to look away and moved the drugs in parcels marked as pet food.",
      '"These are the people who have been burying our children," said {a}, the United States attorney, at a news conference in {town}.',
      "The investigation began last year, when two teenagers in {town} died in one week. Agents bought drugs from the suspects {k:8-30} times.",
      "If convicted, the leaders face at least ten years in federal prison.",
      "Defense lawyers said that most of those arrested were addicts themselves. One was released to a treatment center.",
      "Sheriff {b} said that overdoses had fallen since the arrests, but that somebody would take the ring's place.",
    ],
  },
  {
    topics: ["enforcement"],
    section: "local",
    headlines: [
      "Jury convicts former treasurer of {town} of theft",
      "Judge sends ex-treasurer to prison for {n:2-6} years",
      "{county} treasurer took {k:200-900} thousand dollars, jury finds",
    ],
    leads: [
      "A jury found the former treasurer of {town} guilty on {weekday} of stealing {k:200-900} thousand dollars from the town.",
      "{a}, who kept the books of {town} for two decades, was sentenced on {weekday} to {n:2-6} years in prison for fraud.",
    ],
    rest: [
      "Prosecutors showed the jury checks made out to a company that did not exist. The money paid for a boat and a kitchen.",
      '"She was at every pancake breakfast," said {b}, a council member. "We trusted her with the keys to everything."',
      "The state police began to investigate after a new clerk noticed that two bills for road salt had the same number.",
      "Her lawyer asked the judge for mercy and said that she would pay the money back. The judge said that trust could not be paid back.",
      "The town will now have its books examined every year by someone from outside.",
    ],
  },
  {
    topics: ["enforcement"],
    section: "politics",
    headlines: [
      "Police reform bill would make body cameras a duty",
      "Council in {town} ends chokeholds, {n:5-7} to {m:1-3}",
      "After a shooting, {town} rewrites its rules for police",
    ],
    leads: [
      "The council of {town} voted {n:5-7} to {m:1-3} on {weekday} to forbid chokeholds and to make officers wear body cameras.",
      "{k:8-14} months after an officer shot an unarmed man on {street}, lawmakers passed new rules on {weekday} for when the police may use force.",
    ],
    rest: [
      'The family of {a}, who was killed in the shooting, watched from the gallery. "It is a start," said his sister. "It is late."',
      "The police union said that the rules would make officers hesitate. Its president said that {k:8-14} of them had applied elsewhere.",
      "A grand jury declined to indict the officer last spring. He has since left the department.",
      "Chief {b} said that she supported the cameras and could live with the rest.",
      "The Justice Department is still investigating whether the department stopped Black drivers without cause.",
      "The cameras will cost the town {c2:300-700} thousand dollars a year.",
    ],
  },
  {
    topics: ["enforcement"],
    section: "national",
    headlines: [
      "Prison in {county} is short {n:60-180} guards, report says",
      "Report finds violence and mold in {county} prison",
      "Inmates in {county} sue over heat in their cells",
    ],
    leads: [
      "The state prison in {county} is so short of guards that inmates are locked in their cells for {k:20-23} hours a day, according to a report published on {weekday}.",
      "{n:60-180} inmates of the state prison in {county} sued the state on {weekday} over what they call cruel conditions.",
    ],
    rest: [
      "Inspectors saw broken locks, moldy showers and a clinic with one nurse for {m:700-1400} prisoners.",
      '"My son was sentenced to five years, not to this," said {a}, whose son is held there for robbery.',
      "The corrections department said that it had raised pay and would hire {n2:40-90} officers by spring.",
      "Three inmates were stabbed in the past year; one of them died. Nobody has been charged.",
      "The union that represents the guards said that its members work double shifts and that the report tells half of it.",
    ],
  },
  {
    topics: ["enforcement"],
    section: "local",
    headlines: [
      "Missing girl found safe after {n:14-50}-hour search",
      "Deputies find missing hiker alive in {county}",
      "Search ends well: boy, {k:5-11}, found asleep in a barn",
    ],
    leads: [
      "A {k:5-11}-year-old who vanished from a campground near {town} was found safe on {weekday}, {n:14-50} hours after deputies began to search.",
      "Sheriff's deputies, firefighters and two hundred volunteers cheered on {weekday} when a lost child walked out of the woods near {town}.",
    ],
    rest: [
      '"In twenty years I have never been so glad to be out of a job," said Sheriff {a}, who led the search.',
      "The child had followed a dog. Both were hungry, neither was hurt.",
      "Police from {town2} brought drones with heat cameras, and a search dog named Biscuit.",
      "The parents thanked the officers one by one. The mother baked for the station all weekend.",
      "Deputies had first feared a kidnapping and had stopped cars on the county road through the night.",
    ],
  },
];
