import type { Topic } from "../../src/domain/topic.js";
import { sigmoid } from "../chances.js";
import { applyCurve, type Curve } from "../learning/calibration.js";
import { type LinearModel, scoreOutOfFold } from "../learning/linear.js";
import { averagePrecision, bestF1, countDecisions, f1 } from "../learning/metrics.js";
import { decideTopic } from "./decisions.js";
import type { TopicRow } from "./evaluation.js";
import { type NamedSpace, vectorize } from "./feature-space.js";
import { countWords, headlinePortion } from "./text-length.js";
import type { TrainingText } from "./texts.js";
import type { Articles, trainAllHeadlines } from "./training.js";

/** The words to which gold bodies are cut. */
const LENGTHS = [50, 120, 200, 300, 450];

/** A topic's models by fold, and the curve from their scores to logits of confidences. */
interface FoldReader {
  space: NamedSpace;
  foldModels: readonly LinearModel[];
  curve: Curve;
}

/**
 * Measures the readers of articles and of headlines, each alone and joined as in the service, on the beginnings of the
 * gold articles. Their grades are of the whole articles, so part of what is missed is not in these texts.
 */
export function evaluateLengths(
  topic: Topic,
  { texts, rows, topics }: Articles,
  headlines: ReturnType<typeof trainAllHeadlines>,
): TopicRow[] {
  const folds = rows.folds.subarray(0, rows.goldCount);
  const { targets } = topics[topic];
  const { suggested } = decideTopic(topic, topics[topic]).thresholds;
  const readers: FoldReader[] = [
    { space: rows.space, ...topics[topic] },
    { space: headlines.space, ...headlines.topics[topic] },
  ];
  return LENGTHS.flatMap((length) => {
    const short = texts.map((text) => cutBody(text, length));
    const [articles = [], heads = []] = readers.map(({ space, foldModels, curve }) =>
      Array.from(scoreOutOfFold(foldModels, vectorize(short, space), folds), (score) => applyCurve(curve, score)),
    );
    const joined = short.map((text, index) => {
      const portion = headlinePortion(countWords(text));
      return (1 - portion) * (articles[index] ?? 0) + portion * (heads[index] ?? 0);
    });
    const decided = f1(countDecisions(joined.map(sigmoid), targets, suggested));
    const row = (candidate: string, scores: readonly number[], more: Record<string, number> = {}) => ({
      table: `the first ${length} words of each body, five folds`,
      candidate,
      topic,
      metrics: { "F1 gold": bestF1(scores, targets), "AP gold": averagePrecision(scores, targets), ...more },
    });
    return [
      row("Beatline", joined, { "F1 as decided": decided }),
      row("reader of articles", articles),
      row("reader of headlines", heads),
    ];
  });
}

function cutBody(text: TrainingText, words: number): TrainingText {
  return { ...text, bodyTokens: { ...text.bodyTokens, count: Math.min(words, text.bodyTokens.count) } };
}
