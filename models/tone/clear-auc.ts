import { areaUnderCurve } from "../learning/metrics.js";
import { ARTICLE_TONES } from "./artifact.js";

/**
 * Returns how well positive articles are told from negative ones: the area under the curve over these two alone.
 *
 * @param lean for each article, higher the more positive it seems
 * @param truths for each article, the index of its tone in ARTICLE_TONES
 */
export function clearAuc(lean: readonly number[], truths: readonly number[]): number {
  const [negative, positive] = [ARTICLE_TONES.indexOf("negative"), ARTICLE_TONES.indexOf("positive")];
  const clear = [...truths.keys()].filter((index) => truths[index] === negative || truths[index] === positive);
  return areaUnderCurve(
    clear.map((index) => lean[index] ?? 0),
    clear.map((index) => (truths[index] === positive ? 1 : 0)),
  );
}
