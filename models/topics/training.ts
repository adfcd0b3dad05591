import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { sigmoid } from "../chances.js";
import { applyCurve, fitCurve } from "../learning/calibration.js";
import {
  CORPUS_FILE,
  type CorpusArticle,
  GOLD_FILE,
  type GoldArticle,
  type GradedArticle,
  hashData,
  joinGold,
  readCorpus,
} from "../learning/corpus.js";
import { assignFolds, followFolds } from "../learning/folds.js";
import { LABELS_FOLDER } from "../learning/further-labels.js";
import type { LinearModel } from "../learning/linear.js";
import { averagePrecision, bestF1 } from "../learning/metrics.js";
import { selectRows } from "../learning/sparse.js";
import { VECTORS_FILE } from "../learning/vector-file.js";
import { type ArticleRows, FOLDS, prepareArticles, type TrainedArticles, trainArticles } from "./article-training.js";
import { DECISIONS_FORMAT, type DecisionsArtifact, type ReaderArtifact } from "./artifact.js";
import { decideTopic, type GradedConfidences } from "./decisions.js";
import { DESK_FILE, readDeskChances } from "./desk-chances.js";
import { GRADES_FILE, joinGrades } from "./further-grades.js";
import { type HeadlineTopic, SHOWN_IN_LEAD, trainHeadlineTopic } from "./headline-topic.js";
import { prepareHeadlines } from "./headline-training.js";
import type { TrainingOverride } from "./overrides.js";
import { perTopic } from "./per-topic.js";
import { PERSON_NAMES_FILE } from "./person-names.js";
import { type Population, populationWeights, readPopulation } from "./population.js";
import { WORD_TOPICS_FILE } from "./rated-words.js";
import { assembleReader, type CalibratedModel } from "./reader-artifact.js";
import { FRONT_PAGES_FILE, NYT_FILE, readFrontPages, readNyt } from "./short-corpora.js";
import { countWords, logLength } from "./text-length.js";
import { leadOf, readTrainingText, type TrainingText } from "./texts.js";
import { readWordVectors, type WordVectors } from "./word-vectors.js";

export type Log = (line: string) => void;

/** What the topic models are trained and measured on. */
export const TOPIC_FILES = [CORPUS_FILE, GOLD_FILE, NYT_FILE, FRONT_PAGES_FILE, VECTORS_FILE];

interface TopicArtifacts {
  articles: ReaderArtifact;
  headlines: ReaderArtifact;
  decisions: DecisionsArtifact;
}

/** A topic's calibrated model of whole articles, with its out-of-fold confidence for each gold article. */
export interface ArticleTopic extends CalibratedModel, GradedConfidences {
  /** Each is trained on all other folds. */
  foldModels: readonly LinearModel[];
  /** 0 or 1 for each gold article. */
  targets: readonly number[];
}

/** Everything that training on articles yields. */
export interface Articles {
  /** The gold articles, then the further graded ones, in the order of the rows. */
  graded: readonly GradedArticle[];
  /** Those of the gold articles. */
  texts: readonly TrainingText[];
  rows: ArticleRows;
  /** The articles that are not gold, graded or not. */
  others: readonly CorpusArticle[];
  /** The folds of `others`. */
  otherFolds: Uint8Array;
  population: Population;
  topics: Record<Topic, ArticleTopic>;
}

/** Trains the topic models, the same artifacts each time. */
export function trainTopics(dataDir: string, overrides: readonly TrainingOverride[], log: Log): TopicArtifacts {
  const corpus = readCorpus(dataDir);
  const gold = joinGold(corpus, dataDir);
  const vectors = readWordVectors(dataDir);
  const articles = trainAllArticles(corpus, gold, vectors, overrides, log);
  const { space, topics: headlines } = trainAllHeadlines(dataDir, articles, vectors, log);
  const sources = [
    { folder: dataDir, files: TOPIC_FILES },
    { folder: LABELS_FOLDER, files: [GRADES_FILE, DESK_FILE, WORD_TOPICS_FILE, PERSON_NAMES_FILE] },
  ];
  const trainedOn = { sha256: hashData(sources, overrides), texts: articles.graded.length };
  const decisions = perTopic((topic) => decideTopic(topic, articles.topics[topic]));
  const deskPrecision = TOPICS.map((topic) => [`${topic}.deskAveragePrecision`, headlines[topic].deskPrecision]);
  return {
    articles: assembleReader({
      reads: "articles",
      space: articles.rows.space,
      topics: articles.topics,
      trainedOn,
      metrics: Object.fromEntries(
        TOPICS.map((topic) => [`${topic}.averagePrecision`, decisions[topic].measured.averagePrecision]),
      ),
    }),
    headlines: assembleReader({
      reads: "headlines",
      space,
      topics: headlines,
      trainedOn,
      metrics: Object.fromEntries(deskPrecision),
    }),
    decisions: { format: DECISIONS_FORMAT, perTopic: decisions },
  };
}

/** Trains the models of whole articles; `evaluate` measures the same out-of-fold confidences. */
export function trainAllArticles(
  corpus: readonly CorpusArticle[],
  gold: readonly GoldArticle[],
  vectors: WordVectors,
  overrides: readonly TrainingOverride[],
  log: Log,
): Articles {
  const graded = [...gold, ...joinGrades(corpus)];
  const texts = graded.map(readTrainingText);
  const goldFolds = assignFolds(gold, FOLDS);
  const follow = (articles: readonly CorpusArticle[]) =>
    followFolds(articles, { articles: gold, folds: goldFolds, count: FOLDS });
  const folds = Uint8Array.of(...goldFolds, ...follow(graded.slice(gold.length)));
  const rows = prepareArticles(texts, { folds, goldCount: gold.length }, vectors, overrides);
  log(`topics: ${graded.length} graded articles, ${rows.space.names.length} features`);
  const trained = perTopic((topic) => trainArticles(rows, graded, topic));
  log("topics: trained on articles");
  if (overrides.length > 0) logChanges(rows, graded, trained, log);
  const goldIds = new Set(gold.map(({ id }) => id));
  const others = corpus.filter(({ id }) => !goldIds.has(id));
  const otherFolds = follow(others);
  const population = readPopulation(others, otherFolds, rows, trained);
  log(`topics: read ${others.length} other articles`);
  const goldTexts = texts.slice(0, gold.length);
  const lengths = Float64Array.from(goldTexts, (text) => logLength(countWords(text)));
  const topics = perTopic((topic) => calibrate(topic, trained[topic], { gold, lengths }, population.foldScores[topic]));
  for (const topic of TOPICS) log(`topics: ${topic}: ${JSON.stringify(decideTopic(topic, topics[topic]).measured)}`);
  return { graded, texts: goldTexts, rows, others, otherFolds, population, topics };
}

/** Logs what the editors' decisions change on the gold articles, in cross-validation with them and without. */
function logChanges(
  rows: ArticleRows,
  graded: readonly GradedArticle[],
  trained: Record<Topic, TrainedArticles>,
  log: Log,
): void {
  const without = { ...rows, overrides: { rows: selectRows(rows.overrides.rows, []), decisions: [] } };
  for (const topic of TOPICS) {
    const targets = graded.slice(0, rows.goldCount).map((article) => article.grades[topic]);
    const describe = ({ scores }: TrainedArticles) =>
      `F1 ${bestF1(scores, targets).toFixed(4)}, average precision ${averagePrecision(scores, targets).toFixed(4)}`;
    const before = trainArticles(without, graded, topic);
    const turned = before.scores.filter((score, index) => score > 0 !== (trained[topic].scores[index] ?? 0) > 0).length;
    log(`topics: ${topic} on gold without overrides: ${describe(before)}`);
    log(`topics: ${topic} on gold with them:          ${describe(trained[topic])}; changed sides: ${turned}`);
  }
}

function calibrate(
  topic: Topic,
  { model, foldModels, scores }: TrainedArticles,
  { gold, lengths }: { gold: readonly GoldArticle[]; lengths: Float64Array },
  population: Float64Array,
): ArticleTopic {
  const grades = gold.map((article) => article.grades[topic]);
  const targets = grades.map((grade) => (grade > 0 ? 1 : 0));
  const weights = populationWeights(scores, population);
  const curve = fitCurve(scores, targets, weights);
  return {
    model,
    foldModels,
    curve,
    grades,
    targets,
    lengths,
    weights,
    logits: scores.map((score) => applyCurve(curve, score)),
  };
}

/** Returns the chance that each lead shows the topic, gold first: by the article's grade or the model's confidence. */
function showInLeads(topic: Topic, { graded, others, population, topics }: Articles): number[] {
  const grades = new Map(graded.map(({ id, grades }) => [id, grades[topic]]));
  const { curve, grades: goldGrades } = topics[topic];
  const shown = others.map(({ id }, index) => {
    const grade = grades.get(id);
    return grade === undefined
      ? sigmoid(applyCurve(curve, population.scores[topic][index] ?? 0))
      : SHOWN_IN_LEAD[grade];
  });
  return [...goldGrades.map((grade) => SHOWN_IN_LEAD[grade]), ...shown];
}

/** Trains the models of headlines on what is known of the articles. `evaluateLengths` joins both kinds of models. */
export function trainAllHeadlines(dataDir: string, articles: Articles, vectors: WordVectors, log: Log) {
  const { graded, texts, rows, others, otherFolds, population, topics } = articles;
  const nyt = readNyt(dataDir);
  const frontPages = readFrontPages(dataDir);
  const leads = readDeskChances([...graded.slice(0, rows.goldCount), ...others, ...frontPages]);
  const leadTexts = [...texts.map(leadOf), ...population.leads, ...frontPages.map(readTrainingText)];
  const headlineRows = prepareHeadlines(nyt, leadTexts, vectors);
  log(`topics: headlines: ${headlineRows.space.names.length} features`);
  const folds = Uint8Array.of(...rows.folds.subarray(0, rows.goldCount), ...otherFolds);
  const trained = perTopic((topic): HeadlineTopic => {
    const answers = {
      ...topics[topic],
      folds,
      shown: showInLeads(topic, articles),
    };
    const found = trainHeadlineTopic(topic, headlineRows, { nyt, leads }, answers);
    log(`topics: headlines: ${topic}: average precision on desk tags ${found.deskPrecision.toFixed(3)}`);
    return found;
  });
  return { space: headlineRows.space, topics: trained };
}
