import fc from 'fast-check';

/** Choices that fast-check makes, and repeats from its seed. */
export abstract class Draws {
  constructor(private readonly draw: fc.GeneratorValue) {}

  protected pick<T>(options: readonly T[]): T {
    // Sound: constantFrom gives one of the options.
    return this.draw(fc.constantFrom, ...options) as T;
  }

  protected chance(percent: number): boolean {
    return this.draw(fc.nat, { max: 99 }) < percent;
  }

  /** What `make` gives in so many of a hundred cases, else nothing. */
  protected sometimes<T extends object>(percent: number, make: () => T): T | Record<string, never> {
    return this.chance(percent) ? make() : {};
  }
}
