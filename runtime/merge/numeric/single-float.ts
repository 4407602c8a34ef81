/** As many digits as a float of 4 bytes may need. */
const MOST_DIGITS = 9;

const bits = new Int32Array(1);
const floats = new Float32Array(bits.buffer);

/**
 * The float of 4 bytes next to a number, as the shortest decimal that means it: PostgreSQL writes it so, and
 * that is what is read from a column of them.
 */
export function singleFloat(value: number): number {
  const single = Math.fround(value);
  const halfways = [1, -1].map((step) => (single + neighbour(single, step)) / 2);
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const short = rounded(single, digits);
    // PostgreSQL takes none that lies halfway to another float.
    if (Math.fround(short) === single && !halfways.includes(short)) return short;
  }
  return Number(single.toPrecision(MOST_DIGITS));
}

/** The float whose bits come `step` after those of another. */
function neighbour(single: number, step: number): number {
  floats[0] = single;
  bits[0] = (bits[0] ?? 0) + step;
  return floats[0];
}

/** Halves go to the even digit, where JavaScript takes the larger one. */
function rounded(single: number, digits: number): number {
  const longer = single.toExponential(digits);
  const half = /^(.*[02468]\.?)5(e.*)$/.exec(longer);
  if (half === null || Number(longer) !== single) return Number(single.toPrecision(digits));
  return Number(`${half[1]}${half[2]}`);
}
