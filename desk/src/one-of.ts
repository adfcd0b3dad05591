/** Returns the value that a text, such as from a URL, names; undefined when it names none. */
export function oneOf<Value extends string>(values: readonly Value[], text: string | undefined): Value | undefined {
  return values.find((value) => value === text);
}
