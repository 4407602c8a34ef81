import type { Call } from '../errors/call.js';
import { internalError } from '../errors/internal-error.js';
import { tooManyMoves } from '../errors/move-errors.js';
import { keyFromText } from '../key/key-from-text.js';
import { type Fields, isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { namedKey } from '../router/named-key.js';
import { narrowWhere } from '../router/narrow-where.js';
import type { Topology } from '../topology/topology.js';
import { isLookup, type KeyPlaces, type Soon } from './find-shard.js';
import { NO_STRAYS, type Strays } from './strays.js';

/** What is known of rows that do not count, for a model of any strategy. */
export function straysOf({ strays }: KeyPlaces, plan: ModelPlan): Soon<Strays> {
  return isLookup(plan) && strays !== undefined ? strays.of(plan.group.name) : NO_STRAYS;
}

/** The arguments of a read of one shard, whose answer then has no rows that do not count. */
export function withoutStrays(
  { shards }: Topology,
  plan: ModelPlan,
  shard: number,
  { byShard }: Strays,
  args: unknown,
): unknown {
  const keys = byShard.get(shards[shard] ?? '');
  if (keys === undefined || (args !== undefined && !isFields(args))) return args;
  const leaveOut = { NOT: { OR: keys.map((values) => filterOf(plan, values)) } };
  return { ...args, where: narrowWhere(args?.['where'], leaveOut) };
}

function filterOf(plan: ModelPlan, values: readonly string[]): Fields {
  const key = plan.keyTypes.map((type, i) => {
    const value = keyFromText(type, values[i] ?? '');
    if (value === undefined) throw internalError(`a key of ${plan.group.name} cannot be read`);
    return value;
  });
  return namedKey(plan, key);
}

/** As often as a move may begin or end while one read runs. */
const MOST_ATTEMPTS = 8;

/**
 * Runs a read of several shards, again where keys were moved while it ran.
 *
 * @throws ShardgenError SG3401, SG3402, SG3404, SG3431, and what `read` throws.
 */
export async function whenSettled<T>(
  runtime: KeyPlaces,
  plan: ModelPlan,
  call: Call,
  read: (strays: Strays) => Promise<T>,
): Promise<T> {
  const { strays } = runtime;
  if (!isLookup(plan) || strays === undefined) return read(NO_STRAYS);
  const group = plan.group.name;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const known = await strays.of(group);
    const answer = await read(known);
    if (await strays.isSettled(group, known)) return answer;
  }
  throw tooManyMoves(call, MOST_ATTEMPTS);
}

/** What a write of several shards does, in the order in which it happens. */
interface SettledWrite<Plan, Answer> {
  /** Finds out where to write; again when keys were moved meanwhile. */
  readonly prepare: () => Promise<Plan>;
  /** Happens once. */
  readonly write: (strays: Strays, prepared: Plan) => Promise<Answer>;
  /** The error of a write that moves may have overtaken; `cause` says why nobody knows. */
  readonly overtaken: (answer: Answer, cause?: unknown) => Error;
}

/**
 * Runs a write of several shards, which cannot be repeated. A row that it matches is written where it counts,
 * or the shard refuses it: the rows of a key are closed there while they are copied. Only a copy that came after
 * its row was written elsewhere would be written twice; a move needs longer than an entry's lifetime for that.
 *
 * @throws ShardgenError SG3401, SG3402, SG3404, SG3431, and what the steps throw.
 */
export async function writeWhenSettled<Plan, Answer>(
  { strays }: KeyPlaces,
  plan: ModelPlan,
  call: Call,
  { overtaken, prepare, write }: SettledWrite<Plan, Answer>,
): Promise<Answer> {
  if (!isLookup(plan) || strays === undefined) return write(NO_STRAYS, await prepare());
  const group = plan.group.name;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const known = await strays.of(group);
    const prepared = await prepare();
    // Else what is left out and where keys were found would be of different moments.
    if (!(await strays.isSettled(group, known))) continue;
    const answer = await write(known, prepared);
    const noneCame = await Promise.resolve(strays.noneCame(group, known)).catch(
      (error: unknown) => {
        throw overtaken(answer, error);
      },
    );
    if (noneCame) return answer;
    throw overtaken(answer);
  }
  throw tooManyMoves(call, MOST_ATTEMPTS);
}
