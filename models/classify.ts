import type { Abstained, Classified, ModelTag, Sentiment, Target } from "../src/domain/tagging.js";
import { TAXONOMY_VERSION } from "../src/domain/topic.js";
import type { Models } from "./load.js";
import { type CleanInput, cleanArticle } from "./text/clean.js";
import { knowsAny, type LanguageReading, readLanguage } from "./text/language.js";
import { moveTargets } from "./text/moved-targets.js";
import { type SplitArticle, splitArticle } from "./text/split-article.js";
import { readTone, type ToneResult, topicTone } from "./tone/read-tone.js";
import { readTopics, type UntonedTag } from "./topics/read-topics.js";
import { readValues } from "./topics/reader.js";

/** What the classifier reads of an article. */
export interface ClassifyInput extends CleanInput {
  language?: string;
  targets?: Target[];
}

type CleanedText = ReturnType<typeof cleanArticle>;

const LEAST_WORDS = 2;

/** Tags an article, or abstains rather than guess. Pure: the same text and models give the same bytes. */
export function classify(input: ClassifyInput, models: Models): Classified | Abstained {
  const { removedChars, ...text } = keepOnlyParagraph(cleanArticle(input));
  const split = splitArticle(text);
  const reading = readLanguageOf(split, models, input.language);
  const reason = findReason(split, reading, models);
  const common = {
    modelVersion: models.version,
    taxonomyVersion: TAXONOMY_VERSION,
    language: reading.language,
    text,
    analyzedChars: text.headline.length + text.body.length,
    removedChars,
  };
  if (reason) return { ...common, outcome: "abstained", reason };
  const article = { ...split, values: readValues(split, models.topics.articles.space) };
  const { tags, nearMisses, confidences, sentenceWeights } = readTopics(article, models.topics);
  const targets = input.targets ? { targets: moveTargets(input.targets, input.body, text.body) } : {};
  const tone = readTone({ ...article, ...targets }, models.tone);
  const sentiment = restoreTargets(tone.sentiment, input.targets);
  const toned = tags.map((tag) => addTone(tag, tone, models, sentenceWeights(tag.topic)));
  const outcome = toned.length > 0 ? "tagged" : "noTopic";
  return { ...common, outcome, tags: toned, nearMisses, confidences, sentiment };
}

/** Keeps an only paragraph, whatever it looks like: there is no page around it to remove. */
function keepOnlyParagraph(clean: CleanedText): CleanedText {
  const [only, ...others] = clean.removed;
  if (clean.body !== "" || only === undefined || others.length > 0) return clean;
  return { headline: clean.headline, body: only, removed: [], removedChars: 0 };
}

/** Reads the language of the body, unless the headline has more words. */
function readLanguageOf(split: SplitArticle, models: Models, given: string | undefined): LanguageReading {
  const { text, headlineTokens, bodyTokens } = split;
  const longer = bodyTokens.count >= headlineTokens.count;
  return readLanguage(
    longer ? text.body : text.headline,
    longer ? bodyTokens : headlineTokens,
    models.knownWords,
    given,
  );
}

function findReason(split: SplitArticle, reading: LanguageReading, models: Models): Abstained["reason"] | undefined {
  if (reading.sure && reading.language !== "en") return "unsupportedLanguage";
  const words = split.headlineTokens.count + split.bodyTokens.count;
  const isKnown = [split.headlineTokens, split.bodyTokens].some((tokens) => knowsAny(tokens, models.knownWords));
  if (words < LEAST_WORDS || !isKnown) return "tooShort";
  return undefined;
}

/** Gives back the offsets that the caller sent: it knows its targets by those. */
function restoreTargets(sentiment: Sentiment, given: readonly Target[] | undefined): Sentiment {
  if (!sentiment.targets) return sentiment;
  const targets = sentiment.targets.map((target, index) => ({ ...target, ...given?.[index] }));
  return { ...sentiment, targets };
}

function addTone({ evidence, ...tag }: UntonedTag, tone: ToneResult, models: Models, weights: Float32Array): ModelTag {
  return { ...tag, tone: topicTone(tone, models.tone, weights), evidence };
}
