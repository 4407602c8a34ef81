/** A seeded source of chance: the same seed gives the same shop on every machine and every day. */
export interface Random {
  /** A whole number in [from, to]. */
  between(from: number, to: number): number;
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean;
  pick<T>(values: readonly [T, ...T[]]): T;
}

export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return Object.freeze({
    between,
    chance: (percent: number) => next() * 100 < percent,
    pick: <T>(values: readonly [T, ...T[]]) => values[between(0, values.length - 1)] ?? values[0],
  });
}

/** The generator known as mulberry32: 32 bits of state, numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
