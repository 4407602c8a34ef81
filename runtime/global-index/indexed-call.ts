import { lazily } from '../executor/lazy-promise.js';
import { type Fields, isFields } from '../router/fields.js';

/** Runs a write with these arguments. */
type RunWrite = (args: Fields) => Promise<unknown>;

/** One step from a row to a related one, with the arguments of the step. */
interface Step {
  readonly name: string;
  readonly args: unknown;
}

/**
 * A write to a global index that runs when it is awaited. A relation of its row is asked for with the
 * write itself, as Prisma does it.
 */
export class IndexedCall implements PromiseLike<unknown> {
  private readonly answer: Promise<unknown>;

  constructor(
    private readonly run: RunWrite,
    private readonly args: Fields,
    private readonly steps: readonly Step[] = [],
  ) {
    this.answer = lazily(async () => follow(await run(selecting(args, steps)), steps));
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of this class.
  then<A = unknown, B = never>(
    onFulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.answer.then(onFulfilled, onRejected);
  }

  /** The same write, which answers a relation of its row. */
  related(name: string, args: unknown): IndexedCall {
    return new IndexedCall(this.run, this.args, [...this.steps, { name, args }]);
  }
}

/** The arguments of a write that answers what the steps lead to, and nothing else. */
function selecting(args: Fields, steps: readonly Step[]): Fields {
  const [first, ...others] = steps;
  if (first === undefined) return args;
  const { select: _select, include: _include, omit: _omit, ...write } = args;
  return { ...write, select: { [first.name]: stepArgs(first, others) } };
}

function stepArgs({ args }: Step, [next, ...others]: readonly Step[]): unknown {
  if (next === undefined) return args ?? true;
  const given = isFields(args) ? args : {};
  return { ...given, select: { [next.name]: stepArgs(next, others) } };
}

function follow(row: unknown, steps: readonly Step[]): unknown {
  let found = row;
  for (const { name } of steps) found = isFields(found) ? (found[name] ?? null) : null;
  return found;
}
