/** Returns the values for a query, without those that are undefined or empty. */
export function given<Values extends Readonly<Record<string, string | undefined>>>(values: Values) {
  // Object.fromEntries widens the keys to string.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as {
    [Name in keyof Values]?: Exclude<Values[Name], undefined>;
  };
}
