import type { Story } from "../story.js";

export const IMMIGRATION: readonly Story[] = [
  {
    topics: ["immigration"],
    section: "national",
    headlines: [
      "Immigration court in {town} falls {n:2-4} years behind",
      "In {town}, asylum seekers wait {n:2-4} years for a judge",
      "{town}'s immigration judges face {m:11,000|14,200|22,600|31,400} open cases",
    ],
    leads: [
      "Asylum seekers who reach the immigration court in {town} now wait about {n:2-4} years for a hearing, according to figures that the court published on {weekday}.",
      "The immigration court in {town} has so many open asylum cases that a family arriving today will not see a judge for {n:2-4} years, lawyers said on {weekday}.",
    ],
    rest: [
      '"People cannot plan a life on a date that keeps moving," said {a}, a lawyer who represents migrants from {country}. She said three of her clients had their hearings postponed twice this year.',
      "{b}, who fled {country} with two children, said he checks the court's website each morning before work. He has a work permit, but it expires in spring.",
      "The government has hired more immigration judges, but each of them still carries more than {k:3-6} thousand cases. A spokesman for the court said that new arrivals at the border had slowed and that the backlog should shrink.",
      "Advocates want Congress to pay for lawyers. Migrants have no right to one in immigration court, and those without are deported far more often.",
      "Republicans in the state's delegation said the answer was to hear fewer claims, not to hire more judges. They want migrants to apply for asylum before they cross.",
      "Volunteers at a church on {street} help newcomers fill in the forms. On {weekday} the line reached around the block.",
    ],
  },
  {
    topics: ["immigration"],
    section: "politics",
    wave: [150, 185],
    headlines: [
      "Senate opens debate on an immigration bill with few friends",
      "Immigration bill clears a committee by a single vote",
      "Border bill would raise visa caps and hire {n:900-1800} agents",
    ],
    leads: [
      "Senators began on {weekday} to debate an immigration bill that would raise the number of work visas and give some undocumented immigrants a path to citizenship.",
      "A bill that would rewrite the immigration laws for the first time in decades passed a Senate committee on {weekday}, {n2:11-13} votes to {n3:9-10}.",
    ],
    rest: [
      "Its authors call it a compromise. It would speed up asylum decisions at the border, and it would let people who came as children apply for green cards.",
      '"Nobody in this building gets everything," said Senator {a}, who wrote much of it. "But the system we have fails the border towns, the farms and the families."',
      "Senator {b} said that the bill rewarded those who broke the law. He promised {k:20-60} amendments, most of them to make deportation faster.",
      "Immigrant groups were divided. Some welcomed the path to citizenship; others said that the new limits on asylum went too far.",
      "Farm owners support the bill, since it would let seasonal workers stay for three years. Growers in {county} lost part of the harvest last year for want of hands.",
      "The president has not said whether he would sign it. A vote is expected before the recess.",
    ],
  },
  {
    topics: ["immigration"],
    section: "local",
    headlines: [
      "Refugee families find a first home in {town}",
      "{n:12-48} refugees settle in {town}, and the schools make room",
      "From {country} to {town}: a resettlement office opens its doors",
    ],
    leads: [
      "{n:12-48} refugees from {country} have moved to {town} since spring, and on {weekday} the town threw them a supper.",
      "When the first refugees from {country} came to {town}, {a} lent them a van. This week she was thanked by the mayor.",
    ],
    rest: [
      "The families were admitted under the federal refugee program after years in camps. They get help with rent for {k:3-8} months.",
      '"My daughter asked whether we could stay here for ever," said {b}, who was a nurse in {country}. "I told her that this is the plan."',
      "The school district hired two teachers of English for newcomers. Principal {c} said that the children learn faster than anybody expected.",
      "Not everybody was pleased at first. At a meeting last fall some residents asked who would pay; the resettlement agency said that most of the money is federal.",
      "The refugees may apply for permanent residence after one year and for citizenship after five.",
      "At the supper there were pierogi, plantains and a cake in the shape of the county.",
    ],
  },
  {
    topics: ["immigration", "enforcement"],
    section: "national",
    headlines: [
      "Federal agents detain {n:14-60} workers in raid on {company}",
      "ICE raid empties a shift at {company}",
      "Immigration raid in {town} separates parents from children",
    ],
    leads: [
      "Federal immigration agents arrested {n:14-60} workers at a plant of {company} in {town} on {weekday}, in the largest raid in the state this year.",
      "Agents of Immigration and Customs Enforcement surrounded the {company} plant in {town} before dawn on {weekday} and took {n:14-60} workers into custody.",
    ],
    rest: [
      "Officials said that the workers had used false papers and would be put into deportation proceedings. Two supervisors were charged with hiring people whom they knew to be in the country illegally.",
      'By noon, relatives stood at the fence on {street}. "My wife went to work and did not come home," said {a}, who held their son by the hand.',
      "Lawyers said that they were not let in to see those who were detained. A spokeswoman for ICE said that all of them could call a lawyer from the detention center.",
      "Sheriff {b} said that his deputies had closed the road but had arrested nobody.",
      "The company said that it checks the papers of everyone it hires and was cooperating with the investigation.",
      "A church opened its hall for families. By evening it had {k:30-90} cots.",
    ],
  },
  {
    topics: ["immigration", "enforcement"],
    section: "local",
    headlines: [
      "{county} to end its jail contract with ICE",
      "Sheriff of {county} will hold immigrants for federal agents",
      "Council in {town} splits over help for immigration agents",
    ],
    leads: [
      "The commissioners of {county} voted on {weekday} to change how the sheriff works with federal immigration agents.",
      "Whether deputies should hold immigrants in jail until federal agents come for them divided a crowded meeting in {town} on {weekday}.",
    ],
    rest: [
      "Under the policy, the jail keeps people whom immigration officers want to deport for up to 48 hours after a judge would release them.",
      'Sheriff {a} said that it keeps criminals off the street. "When we let them go, agents have to arrest them at their homes, and that is more dangerous for all," he said.',
      '{b}, a pastor, told the commissioners that immigrants in his parish no longer call the police. "A woman was beaten and would not report it," he said.',
      "The county earned {k:1-4} million dollars from the federal government last year for holding detainees.",
      "The public defender said that some had been held without a warrant, and that a court would look into it.",
      "The policy takes effect in 30 days.",
    ],
  },
  {
    topics: ["immigration"],
    section: "business",
    headlines: [
      "Visa limits leave {company} short of engineers",
      "Orchards in {county} wait for guest workers as visas run late",
      "Work visas run out in {n:4-9} days",
    ],
    leads: [
      "The yearly cap on visas for skilled foreign workers was reached on {weekday}, {n:4-9} days after applications opened.",
      "Growers in {county} said on {weekday} that their guest workers from {country} are {n:4-9} weeks late, since visas are not being issued in time.",
    ],
    rest: [
      '"The fruit does not wait for a consulate," said {a}, whose family has grown apples near {town} for three generations.',
      "The State Department said that it had added staff and that most visas would be issued by the end of the month.",
      "{company} said that it had applied for {k:20-90} visas and got a third of them. The jobs are in software and materials.",
      "Economists at the state university found that places which lost immigrant workers did not hire more Americans; they grew less.",
      "A bill in Congress would double the number of visas. Its chances are uncertain.",
    ],
  },
  {
    topics: ["immigration"],
    section: "local",
    headlines: [
      "{n:38-160} new citizens take the oath in {town}",
      "At the {town} library, a class for the citizenship test",
      "A retired teacher has coached {n:38-160} immigrants to citizenship",
    ],
    leads: [
      "{n:38-160} immigrants from {k:14-40} countries became citizens at a ceremony in {town} on {weekday}, and most of the room cried.",
      "{a} came from {country} with one suitcase. On {weekday} in {town} she raised her right hand and became a citizen.",
    ],
    rest: [
      '"I have waited eleven years for this piece of paper," said {b}, who drives a school bus. "It is a beautiful piece of paper."',
      "The judge, whose own grandparents came through Ellis Island, told the new citizens to vote in every election, however small.",
      "Applications for naturalization have risen by a fifth in a year, according to Citizenship and Immigration Services.",
      "Outside, volunteers registered voters and a mariachi band played the anthem, twice.",
      "The fee for an application is several hundred dollars. A fund in {county} lends the money without interest.",
    ],
  },
];
