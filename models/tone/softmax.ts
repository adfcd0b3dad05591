/** Probabilities of classes from their scores. */
export function softmax(scores: ArrayLike<number>): Float64Array {
  const most = Math.max(...Array.from(scores));
  const powers = Float64Array.from(scores, (score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
