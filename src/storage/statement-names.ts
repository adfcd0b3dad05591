const WRITE = /^\s*(?:with|insert|update|delete)\b/;
/** Each connection keeps a plan per name, and texts are unlimited: another number of rows makes another text. */
const MOST_NAMED = 100;

/**
 * Names statements that write, so that each connection plans them once: planning takes as long as running. Reads that
 * are worth it are prepared where they are made; the best plan of the others depends on their parameters.
 */
export function createStatementNames(): (statement: {
  text: string;
  name?: string | undefined;
}) => { name: string } | undefined {
  const names = new Map<string, string>();
  return ({ text, name: given }) => {
    if (given !== undefined) return undefined;
    if (!names.has(text) && WRITE.test(text) && names.size < MOST_NAMED) names.set(text, `write_${names.size}`);
    const name = names.get(text);
    return name === undefined ? undefined : { name };
  };
}
