/** Offsets into a text, in UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

interface Piece<Over extends Range> extends Range {
  /** The ranges that lie over the whole piece, in their given order. */
  over: Over[];
}

/** Cuts `whole` wherever one of the ranges begins or ends: the pieces fill it without gap or overlap. Pure. */
export function cut<Over extends Range>(whole: Range, ranges: readonly Over[]): Piece<Over>[] {
  const near = ranges.filter(({ start, end }) => start < whole.end && end > whole.start);
  const inside = near.flatMap(({ start, end }) => [start, end]).filter((at) => at > whole.start && at < whole.end);
  const bounds = [...new Set([whole.start, ...inside, whole.end])].sort((left, right) => left - right);
  return bounds.slice(1).map((end, index) => {
    const start = bounds[index] ?? whole.start;
    return { start, end, over: near.filter((range) => range.start <= start && range.end >= end) };
  });
}

/** Lists the paragraphs of a text, without the line breaks between them. Pure. */
export function listParagraphs(text: string): Range[] {
  return [...text.matchAll(/[^\n]+/g)]
    .filter(([line]) => line.trim() !== "")
    .map(({ 0: line, index }) => ({ start: index, end: index + line.length }));
}

/** Lists the quotes with their quotation marks. A quote ends with its paragraph at the latest. Pure. */
export function listQuotes(text: string): Range[] {
  return [...text.matchAll(/“[^”\n]*(?:”|$)|"[^"\n]*"/gm)].map(({ 0: quote, index }) => ({
    start: index,
    end: index + quote.length,
  }));
}
