import { hashWord, mixHashes, SHAPE, type Tokens } from "./tokens.js";
import { createVocabulary, findRow } from "./vocabulary.js";

/**
 * Pairs in which neither word means what it means to a policy desk. Each is a single feature: its words, and their
 * pairs with the words around, are not features.
 */
const NAMES =
  "labor day,labour day,labor pains,labour pains,labor ward,labor pain," +
  "into labor,into labour,induced labor,preterm labor,premature labor,arrested development,cardiac arrest," +
  "european union,soviet union,african union,credit union,credit unions,western union,union jack,union station,union square," +
  "union pacific,union county,union city,union college," +
  "union address,union speech,union army,union soldiers,civil union,civil unions,student union,rugby union,perfect union," +
  "steve jobs,nose job,inside job,hatchet job,great job,good job,terrible job,job approval," +
  "air strike,air strikes,drone strike,drone strikes,missile strike,missile strikes,military strike,military strikes," +
  "nuclear strike,strike force,strike group,strike zone,strike out,strikes out,strike back,strike down,strikes down," +
  "strike deal,strikes deal,strike gold,lightning strike,lightning strikes,preemptive strike,retaliatory strike,surgical strikes," +
  "strike syria,strike isis,strike iran,strike targets,cruise strikes,strikes against,strikes on," +
  "border collie,ice cream,ice age,ice sheet,ice sheets,ice bucket,ice hockey,ice cold,sea ice,black ice,dry ice," +
  "alien species,alien life,space aliens,insane asylum,lunatic asylum,data migration,bird migration," +
  "prisoner swap,prisoner swaps,prisoner exchange,prisoner exchanges,judge jeanine,judge judy,sex union,sex unions," +
  "prison break,prison planet,police academy,trial balloon,clinical trial,clinical trials," +
  "trial run,field trial,visa card,visa cards,visa inc,great migration";

/** Longer idioms, which are not a feature at all. */
const LONG_NAMES =
  "state of the union,union of states,hours of labor,hours of labour,labor of love,labors of love,labour of love," +
  "strike a deal,strikes a deal,strike a balance,strikes a balance,strike a chord,strikes a chord,strikes in a row,court of public opinion";

const IDIOMS = createVocabulary(NAMES.split(",").map((name) => pairKey(wordsOf(name))));

/** The words of the longer idioms, and the pairs that they begin with. */
const LONG_IDIOMS = LONG_NAMES.split(",").map(wordsOf);
const LONG_BEGINNINGS = createVocabulary([...new Set(LONG_IDIOMS.map(pairKey))]);

/** Tells whether a pair of words, given by the mix of its hashes, is an idiom. */
export function isIdiom(pair: number): boolean {
  return findRow(IDIOMS, pair) >= 0;
}

/** Returns the last token of the longer idiom that begins with the pair at `token`, or -1. */
export function findIdiomEnd(tokens: Tokens, token: number, pair: number): number {
  if (findRow(LONG_BEGINNINGS, pair) < 0) return -1;
  for (const words of LONG_IDIOMS) if (isAt(tokens, token, words)) return token + words.length - 1;
  return -1;
}

function isAt({ count, hash, shape }: Tokens, token: number, words: readonly number[]): boolean {
  if (token + words.length > count) return false;
  for (let place = 0; place < words.length; place++) {
    if (hash[token + place] !== words[place]) return false;
    if (place > 0 && ((shape[token + place] ?? 0) & SHAPE.joined) === 0) return false;
  }
  return true;
}

function wordsOf(name: string): number[] {
  return name.split(" ").map(hashWord);
}

function pairKey([first = 0, second = 0]: readonly number[]): number {
  return mixHashes(first, second);
}
