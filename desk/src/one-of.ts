/** The value that a text names, as from a URL; undefined when it names none of them. */
export function oneOf<Value extends string>(values: readonly Value[], text: string | undefined): Value | undefined {
  return values.find((value) => value === text);
}
