/** A source of numbers in [0, 1) that begins the same for the same seed: Marsaglia's xorshift (doi 10.18637/jss.v008.i14), 32 bits. */
export function seededRandom(seed: number): () => number {
  // Zero would stay zero.
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
