const LONGEST_TYPO = 2;
const SHORTEST_TYPO_NAME = 7;

/**
 * Returns a problem for each name that is a typo away from a setting.
 *
 * @param known all settings, which are never typos of each other; only those in `wanted` are suggested.
 */
export function listMisspelled(
  names: readonly string[],
  { known, wanted }: { known: readonly string[]; wanted: readonly string[] },
): string[] {
  return names
    .filter((name) => name.length >= SHORTEST_TYPO_NAME && !known.includes(name))
    .flatMap((name) => {
      const meant = wanted.find((setting) => editDistance(name, setting) <= LONGEST_TYPO);
      return meant && meant.length >= SHORTEST_TYPO_NAME
        ? [`${name} is not a Beatline setting; did you mean ${meant}?`]
        : [];
    });
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
