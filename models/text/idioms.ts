import { hashWord, mixHashes } from "./tokens.js";

/**
 * Pairs of words that do not mean what either word says to a policy desk. Each is read as one thing: its words, and their
 * pairs with the words around, are not features.
 */
const NAMES =
  "labor day,labour day,labor pains,labour pains,labor ward,labor pain,arrested development,cardiac arrest," +
  "european union,soviet union,african union,credit union,credit unions,western union,union jack,union station,union square," +
  "union address,union speech,union army,union soldiers,civil union,civil unions,student union,rugby union,perfect union," +
  "steve jobs,nose job,inside job,hatchet job,great job,good job,terrible job,job approval," +
  "air strike,air strikes,drone strike,drone strikes,missile strike,missile strikes,military strike,military strikes," +
  "nuclear strike,first strike,strike force,strike group,strike zone,strike out,strikes out,strike back,strike down,strikes down," +
  "strike deal,strikes deal,strike gold,lightning strike,lightning strikes,preemptive strike,retaliatory strike,surgical strikes," +
  "strike syria,strike isis,strike iran,strike targets,cruise strikes,strikes against,strikes on," +
  "border collie,ice cream,ice age,ice sheet,ice sheets,ice bucket,ice hockey,ice cold,sea ice,black ice,dry ice," +
  "alien species,alien life,space aliens,insane asylum,lunatic asylum,data migration,bird migration," +
  "prison break,prison planet,police academy,trial balloon,clinical trial,clinical trials," +
  "trial run,field trial";

const IDIOMS: ReadonlySet<number> = new Set(NAMES.split(",").map(pairKey));

/** By the last bits of a pair: whether some idiom ends so. A set costs as much as all the rest, and few pairs need it. */
const FILTER = Uint8Array.from({ length: 4096 }, (_, bits) =>
  [...IDIOMS].some((key) => (key & 4095) === bits) ? 1 : 0,
);

/** Whether a pair of words, by the mix of their hashes, is one of the idioms. */
export function isIdiom(pair: number): boolean {
  return FILTER[pair & 4095] === 1 && IDIOMS.has(pair);
}

function pairKey(name: string): number {
  const [first = "", second = ""] = name.split(" ");
  return mixHashes(hashWord(first), hashWord(second));
}
