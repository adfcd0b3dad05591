import { hashWord } from "./tokens.js";

const WORDS =
  "a an the this that these those each every either another any all both some such no nor not only own same other " +
  "i me my we us our you your he him his she her hers it its they them their theirs who whom whose which what where when why how there here " +
  "am is are was were be been being have has had having do does did doing will would shall should can could may might must " +
  "about above across after again against along also among and around as at away back because before behind below between beyond but by " +
  "down during even for from if in inside into just like more most much near of off on once onto or out over per since so still than " +
  "then though through to too toward towards under until unless up upon very via well while with within without yet " +
  "said say says told tell tells one two mr mrs ms dr jr sr";

const FUNCTION_WORDS = new Set(WORDS.split(" ").map(hashWord));

/** Tells whether a word, given by its hash, only holds a sentence together and says nothing of its subject. */
export function isFunctionWord(hash: number): boolean {
  return FUNCTION_WORDS.has(hash);
}
