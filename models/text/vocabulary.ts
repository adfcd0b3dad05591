/** Maps keys, the hashes of words or features, to rows. Uses open addressing: an article takes a thousand lookups. */
export interface Vocabulary {
  size: number;
  /** A slot is a key and its row + 1, adjacent so that they share a cache line; a 0 in place of the row means empty. */
  slots: Int32Array;
  mask: number;
}

/** Creates a vocabulary in which `keys[row]` has that row. @throws Error when two features have the same key. */
export function createVocabulary(keys: ArrayLike<number>): Vocabulary {
  const capacity = 2 ** Math.ceil(Math.log2(keys.length * 2 + 2));
  const vocabulary = { size: keys.length, slots: new Int32Array(capacity * 2), mask: capacity - 1 };
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] ?? 0;
    const slot = findSlot(vocabulary, key);
    if (vocabulary.slots[slot + 1] !== 0) throw new Error(`two features have the key ${key}`);
    vocabulary.slots[slot] = key;
    vocabulary.slots[slot + 1] = row + 1;
  }
  return vocabulary;
}

/** Returns the row of a key, or -1. */
export function findRow(vocabulary: Vocabulary, key: number): number {
  return (vocabulary.slots[findSlot(vocabulary, key) + 1] ?? 0) - 1;
}

function findSlot({ slots, mask }: Vocabulary, key: number): number {
  const signed = key | 0;
  let slot = (key & mask) * 2;
  while (slots[slot + 1] !== 0 && slots[slot] !== signed) slot = (slot + 2) & (mask * 2 + 1);
  return slot;
}
