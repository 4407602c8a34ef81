import fc from 'fast-check';
import { Draws } from './draws.js';

/** Values that `make` draws, shrunk to those that `smaller` proposes. */
class Drawn<T> extends fc.Arbitrary<T> {
  constructor(
    private readonly make: (draws: Draws) => T,
    private readonly smaller: (value: T) => Iterable<T>,
  ) {
    super();
  }

  override generate(random: fc.Random): fc.Value<T> {
    return new fc.Value(this.make(new Draws(random)), undefined);
  }

  override canShrinkWithoutContext(_: unknown): _ is T {
    return true;
  }

  override shrink(value: T): fc.Stream<fc.Value<T>> {
    const values = this.smaller(value)[Symbol.iterator]();
    const each = function* () {
      for (let next = values.next(); !next.done; next = values.next()) {
        yield new fc.Value(next.value, undefined);
      }
    };
    return fc.stream(each());
  }
}

/** Whether a smaller value still fails is for the property to say. */
export function drawn<T>(
  make: (draws: Draws) => T,
  smaller: (value: T) => Iterable<T> = () => [],
): fc.Arbitrary<T> {
  return new Drawn(make, smaller);
}

/** The same value for the same seed. */
export function drawOnce<T>(make: (draws: Draws) => T, seed: number): T {
  const [value] = fc.sample(drawn(make), { seed, numRuns: 1 });
  if (value === undefined) throw new Error('fast-check drew nothing');
  return value;
}
