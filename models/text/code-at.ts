/**
 * The UTF-16 code at an offset of a text, 0 outside of it. By itself `charCodeAt` answers NaN there, and the engine never
 * again makes a fast call of one that has.
 */
export function codeAt(text: string, position: number): number {
  return position >= 0 && position < text.length ? text.charCodeAt(position) : 0;
}
