/** Returns the chance that a logit stands for. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Returns the chances of classes from their scores. */
export function softmax(scores: Float64Array): Float64Array {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Rounds to four decimals, as all chances and shares are shown and stored. */
export function roundShare(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
