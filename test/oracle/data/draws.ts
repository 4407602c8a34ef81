import type fc from 'fast-check';

/** Choices that fast-check makes, and repeats from its seed. */
export class Draws {
  constructor(private readonly random: fc.Random) {}

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return this.random.nextInt(min, max);
  }

  chance(percent: number): boolean {
    return this.int(0, 99) < percent;
  }

  pick<T>(options: readonly T[]): T {
    if (options.length === 0) throw new Error('nothing to pick from');
    // Sound: the index is one of the list's.
    return options[this.int(0, options.length - 1)] as T;
  }

  /** Up to `most` different ones, in the order of the list; at least `least`. */
  some<T>(options: readonly T[], least: number, most: number): readonly T[] {
    const left = options.map((_, index) => index);
    const wanted = Math.min(this.int(least, most), left.length);
    const chosen: number[] = [];
    while (chosen.length < wanted) chosen.push(...left.splice(this.int(0, left.length - 1), 1));
    return options.filter((_, index) => chosen.includes(index));
  }

  /** What `make` gives in so many of a hundred cases, else nothing. */
  sometimes<T extends object>(percent: number, make: () => T): T | Record<string, never> {
    return this.chance(percent) ? make() : {};
  }
}
