import { detectAll } from "tinyld";
import { hashWord, type Tokens } from "./tokens.js";
import { createVocabulary, findRow, type Vocabulary } from "./vocabulary.js";

/**
 * `language` is a lower-case ISO 639 code without region or script; `und` when unknown. `sure` means certain enough to
 * abstain when the text is not English.
 */
export interface LanguageReading {
  language: string;
  sure: boolean;
}

/** Only the most frequent English words: rarer ones say little about a language. */
const FREQUENT =
  "the of to and in that is was for it with as his her on be at by have are this not but had they from she which or we an " +
  "were been has their said would there what will when who more if no out so up after about over into than its only some could";
const ENOUGH_WORDS = 20;
const MOST_WORDS = 200;
const ENGLISH_SHARE = 0.15;
const KNOWN_SHARE = 0.5;
/** English news of twenty words or more reaches these shares. A text below both, even a table, goes to the detector. */
const LEAST_ENGLISH_SHARE = 0.05;
const LEAST_KNOWN_SHARE = 0.85;
const MOST_CHARS = 1000;
/** The detector is believed when its first language scores at least this many times its second. */
const CLEAR_LEAD = 2;

const FREQUENT_WORDS = createVocabulary(FREQUENT.split(" ").map(hashWord));

/**
 * Returns the language of a text, given the `known` words. Enough frequent English words settle it. Other text goes to
 * the detector only if it is also strange, or the CMS gives another language: the detector costs as much as all the
 * rest and takes English headlines for Dutch.
 */
export function readLanguage(text: string, tokens: Tokens, known: Vocabulary, given?: string): LanguageReading {
  const english = shareOf(tokens, FREQUENT_WORDS);
  if (english >= ENGLISH_SHARE) return { language: "en", sure: true };
  if (!isStrange({ english, known: shareOf(tokens, known), words: tokens.count }) && isEnglish(given))
    return { language: "en", sure: false };
  const [best, second] = detectAll(text.slice(0, MOST_CHARS));
  const told = given && primarySubtag(given);
  if (!best) return { language: told ?? "und", sure: false };
  const isClear = best.accuracy >= CLEAR_LEAD * (second?.accuracy ?? 0);
  const sure = isClear && (tokens.count >= ENOUGH_WORDS || agrees(best.lang, given) || !isLatin(text));
  return { language: sure || !told ? best.lang : told, sure };
}

/** Known words include names and words that languages share: half the words of French news on migrants and police. */
function isStrange({ english, known, words }: { english: number; known: number; words: number }): boolean {
  if (known < KNOWN_SHARE) return true;
  return words >= ENOUGH_WORDS && english < LEAST_ENGLISH_SHARE && known < LEAST_KNOWN_SHARE;
}

function isEnglish(given = "en"): boolean {
  return /^en\b/i.test(given);
}

/** Tells whether any word of a text is known. */
export function knowsAny({ hash, count }: Tokens, known: Vocabulary): boolean {
  return hash.subarray(0, count).some((word) => findRow(known, word) >= 0);
}

function shareOf({ hash, count }: Tokens, vocabulary: Vocabulary): number {
  const total = Math.min(count, MOST_WORDS);
  let found = 0;
  for (let token = 0; token < total; token++) if (findRow(vocabulary, hash[token] ?? 0) >= 0) found++;
  return total === 0 ? 0 : found / total;
}

function primarySubtag(tag: string): string {
  return tag.toLowerCase().replace(/-.*/, "");
}

function agrees(detected: string, given: string | undefined): boolean {
  return given?.toLowerCase().startsWith(detected) ?? false;
}

function isLatin(text: string): boolean {
  return /\p{Script=Latin}/u.test(text.slice(0, MOST_CHARS));
}
