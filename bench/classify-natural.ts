import { createRequire } from "node:module";
import { classify } from "../models/classify.js";
import { loadModels } from "../models/load.js";
import { TOPICS } from "../src/domain/topic.js";
import type { Benchmark } from "./benchmark.js";
import { readBenchTexts } from "./gold-texts.js";
import { compare, rate } from "./measure.js";

interface BayesClassifier {
  addDocument: (stems: string[], label: string) => void;
  train: () => void;
  classify: (text: string) => string;
}

interface Natural {
  BayesClassifier: new () => BayesClassifier;
  SentimentAnalyzer: new (
    language: string,
    stemmer: unknown,
    vocabulary: string,
  ) => { getSentiment: (words: string[]) => number };
  PorterStemmer: { tokenizeAndStem: (text: string) => string[] };
  WordTokenizer: new () => { tokenize: (text: string) => string[] };
}

const TEXTS = 60;
const REPEATS = 10;

/** The whole tagging against natural: three BayesClassifiers of 800 articles each and its SentimentAnalyzer. */
export const classifyAgainstNatural: Benchmark = {
  name: "classify",
  least: 50,
  what: "600-word articles a second on one core: topics, tone and evidence / natural's classifiers and sentiment",
  run: async () => {
    const { training, texts } = readBenchTexts(TEXTS);
    const models = loadModels("models");
    const ours = () => {
      let total = 0;
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        total += rate(texts, ({ headline, body }) => classify({ headline, body, bodyFormat: "text" }, models));
      }
      return Promise.resolve(total / REPEATS);
    };
    const readWithNatural = trainNatural(training);
    const theirs = () => Promise.resolve(rate(texts, ({ headline, body }) => readWithNatural(`${headline}\n${body}`)));
    await ours();
    const { ours: our, theirs: their } = await compare(ours, theirs, 5);
    return { ratio: our / their, ours: `${our.toFixed(0)}/s`, theirs: `${their.toFixed(1)}/s` };
  },
};

function trainNatural(training: ReturnType<typeof readBenchTexts>["training"]): (text: string) => void {
  const natural = loadNatural();
  process.stdout.write("  training natural's classifiers, which takes minutes…\n");
  const documents = training.map(({ headline, body, grades }) => ({
    stems: natural.PorterStemmer.tokenizeAndStem(`${headline}\n${body}`),
    grades,
  }));
  const classifiers = TOPICS.map((topic) => {
    const classifier = new natural.BayesClassifier();
    for (const { stems, grades } of documents) classifier.addDocument(stems, grades[topic] > 0 ? "yes" : "no");
    classifier.train();
    return classifier;
  });
  const sentiment = new natural.SentimentAnalyzer("English", natural.PorterStemmer, "afinn");
  const tokenizer = new natural.WordTokenizer();
  return (text) => {
    for (const classifier of classifiers) classifier.classify(text);
    sentiment.getSentiment(tokenizer.tokenize(text));
  };
}

/** By its parts: the whole package connects storage plugins and prints banners when it is loaded. */
function loadNatural(): Natural {
  const require = createRequire(import.meta.url);
  const parts = ["classifiers/bayes_classifier", "sentiment/SentimentAnalyzer", "stemmers/porter_stemmer"];
  const [BayesClassifier, SentimentAnalyzer, PorterStemmer] = parts.map((part) =>
    require(`natural/lib/natural/${part}`),
  );
  const { WordTokenizer } = require("natural/lib/natural/tokenizers");
  // The package's types cover its index alone.
  return { BayesClassifier, SentimentAnalyzer, PorterStemmer, WordTokenizer } as Natural;
}
