// Imported in parts: the whole package connects storage plugins and prints banners when it is loaded.
import { BayesClassifier } from "natural/lib/natural/classifiers/index.js";
import { SentimentAnalyzer } from "natural/lib/natural/sentiment/index.js";
import { PorterStemmer } from "natural/lib/natural/stemmers/index.js";
import { WordTokenizer } from "natural/lib/natural/tokenizers/index.js";
import { classify } from "../models/classify.js";
import { loadModels } from "../models/load.js";
import { TOPICS } from "../src/domain/topic.js";
import type { Benchmark } from "./benchmark.js";
import { readBenchTexts } from "./gold-texts.js";
import { compare, outcomeOf, rate } from "./measure.js";

const TEXTS = 60;
const REPEATS = 10;

/** Compares the whole tagging with natural: three BayesClassifiers of 800 articles each and its SentimentAnalyzer. */
export const classifyAgainstNatural: Benchmark = {
  name: "classify",
  least: 50,
  what: "600-word articles a second on one core: topics, tone and evidence / natural's classifiers and sentiment",
  run: async () => {
    const { training, texts } = readBenchTexts(TEXTS);
    const models = loadModels("models");
    const repeated = Array.from({ length: REPEATS }, () => texts).flat();
    const ours = () => rate(repeated, ({ headline, body }) => classify({ headline, body, bodyFormat: "text" }, models));
    const readWithNatural = trainNatural(training);
    const theirs = () => rate(texts, ({ headline, body }) => readWithNatural(`${headline}\n${body}`));
    ours();
    return outcomeOf(await compare(ours, theirs, 5));
  },
};

function trainNatural(training: ReturnType<typeof readBenchTexts>["training"]): (text: string) => void {
  process.stdout.write("  training natural's classifiers, which takes minutes…\n");
  const documents = training.map(({ headline, body, grades }) => ({
    stems: PorterStemmer.tokenizeAndStem(`${headline}\n${body}`),
    grades,
  }));
  const classifiers = TOPICS.map((topic) => {
    const classifier = new BayesClassifier();
    for (const { stems, grades } of documents) classifier.addDocument(stems, grades[topic] > 0 ? "yes" : "no");
    classifier.train();
    return classifier;
  });
  const sentiment = new SentimentAnalyzer("English", PorterStemmer, "afinn");
  const tokenizer = new WordTokenizer();
  return (text) => {
    for (const classifier of classifiers) classifier.classify(text);
    sentiment.getSentiment(tokenizer.tokenize(text));
  };
}
