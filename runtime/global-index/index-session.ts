import { type Clock, systemClock } from '../clock/clock.js';
import { findShard, type KeyPlaces, type Soon } from '../directory/find-shard.js';
import { contended, otherIsolation } from '../errors/index-errors.js';
import { internalError } from '../errors/internal-error.js';
import type { Executor } from '../executor/executor.js';
import { sqlStateOf } from '../executor/sql-state.js';
import { declareFailPoints, type FailPoint, type FailPoints } from '../fail-points/fail-point.js';
import type { KeyValue } from '../key/key-value.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { Claim } from './claim.js';
import { createIndexEntries, type Holder, type IndexEntries, type ShardCall } from './entries.js';
import { keyOfText } from './index-value.js';

/** What a write to global indexes needs. */
export interface IndexRuntime extends KeyPlaces {
  readonly executor: Executor;
  readonly failPoints?: FailPoints | undefined;
}

/** Of a write to a model with a global index. */
export const POINTS = declareFailPoints('globalIndex', {
  looked: 'an update has looked at its row, nothing is reserved',
  reserved: 'the values are reserved, the row is not written',
  written: 'the row is written, values that it had before are not released',
  refused: 'the token of an old value is refused, the value is not released',
});

/** By `shardgen.enter()`. */
const REFUSED = 'SG001';
const OTHER_ISOLATION = 'SG002';

/**
 * How long a value may be reserved without a row before somebody else takes it. Only fairness depends
 * on this: whoever is slower finds the token refused, and begins again.
 */
const GRACE_MS = 2_000;
const POLL_MS = 20;

/** As many times as somebody else may be faster. */
export const MOST_ATTEMPTS = 8;

/** Reserves, takes over and gives up values for one call of a user's. */
export interface IndexSession {
  readonly entries: IndexEntries;
  /**
   * Makes all values belong to the token, or throws Prisma's P2002 and leaves none behind.
   *
   * @throws ShardgenError SG3603, SG3604, SG5001.
   */
  reserve(claims: readonly Claim[], token: string): Promise<void>;
  /** Gives up what was reserved for a write that has not happened and never will. Never throws. */
  abandon(claims: readonly Claim[], token: string): Promise<void>;
  /** Makes the values belong to the token, but for those that another row has: these are the answer. */
  tryReserve(claims: readonly Claim[], token: string): Promise<readonly Claim[]>;
  /** Gives up values that a row had, as far as no row has them now. `held` is from before they went. */
  giveUp(claims: readonly Claim[], held: ReadonlyMap<Claim, Holder>): Promise<void>;
  /** Who has the values of a row that is there. */
  holders(claims: readonly Claim[]): Promise<ReadonlyMap<Claim, Holder>>;
  /** The shard where rows of a key are, or would be. */
  shardOf(plan: ModelPlan, key: readonly KeyValue[]): Soon<number>;
  reach(point: FailPoint): Promise<void>;
}

/** Whether a write found its token refused: nothing was written, and it may begin again. */
export const isRefused = (error: unknown): boolean => sqlStateOf(error) === REFUSED;

/** The error of a write, as the user gets it. */
export function explainWrite(call: ShardCall, error: unknown): unknown {
  return sqlStateOf(error) === OTHER_ISOLATION ? otherIsolation(call, error) : error;
}

export function openIndexSession(
  runtime: IndexRuntime,
  call: ShardCall,
  clock: Clock = systemClock,
): IndexSession {
  const { executor, failPoints, router } = runtime;
  const { index: home } = router.topology;
  if (home === undefined) throw internalError('the manifest does not say where indexes are');
  const entries = createIndexEntries(executor, router.topology, home, call);

  // Whose value is there had a shard before: this only looks.
  const shardOf = (plan: ModelPlan, key: readonly KeyValue[]): Soon<number> =>
    findShard(runtime, plan, key, 'findFirst');

  const shardOfKey = ({ plan }: Claim, text: string): Soon<number> => {
    const key = keyOfText(plan.keyTypes, text);
    if (key === undefined) throw internalError(`a global index of ${plan.name} holds no key`);
    return shardOf(plan, key);
  };

  /** Whether a row of the key's shard has the value. */
  const exists = async (claim: Claim, key: string): Promise<boolean> => {
    const { index, plan, values } = claim;
    const shard = await shardOfKey(claim, key);
    const where = Object.fromEntries(index.fields.map(({ name }, i) => [name, values[i]]));
    const [field] = plan.keyFields;
    const select = { [field?.name ?? '']: true };
    const operation = { model: plan.name, method: 'findFirst', args: { where, select } } as const;
    try {
      return (await executor.prepare(shard, operation)) !== null;
    } catch (error) {
      throw executor.explain(shard, call, error);
    }
  };

  /** Somebody has the value: waits for what comes of it, and takes it over when nothing does. */
  async function contest(claim: Claim, token: string): Promise<'ours' | 'taken'> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; ) {
      const holder = await entries.holder(claim);
      if (holder === undefined) {
        if ((await entries.reserve([claim], token)).length === 0) return 'ours';
        attempt++;
        continue;
      }
      if (holder.token === token) return 'ours';
      const own = claim.mayExist && holder.key === claim.key;
      if (!own) {
        if (await exists(claim, holder.key)) return 'taken';
        if (holder.age < GRACE_MS) {
          await new Promise<void>((resolve) => clock.after(POLL_MS, resolve));
          continue;
        }
      }
      // From here on it is certain whether the other write has happened.
      await entries.refuse(await shardOfKey(claim, holder.key), holder.token);
      if (!own && (await exists(claim, holder.key))) return 'taken';
      if (await entries.takeOver(claim, holder.token, token)) return 'ours';
      attempt++;
    }
    throw contended(call, claim.index.id, MOST_ATTEMPTS);
  }

  /** Gives up what was reserved under a token whose write has certainly not happened, and never will. */
  async function abandon(claims: readonly Claim[], token: string): Promise<void> {
    try {
      const free: Claim[] = [];
      for (const claim of claims.filter(({ index }) => index.unique)) {
        // A value of this very key may be that of a row which was there before.
        if (!claim.mayExist || !(await exists(claim, claim.key))) free.push(claim);
      }
      if (free.length > 0) await entries.release(free, token);
    } catch {
      // The error of the write itself is on its way; what stays reserved is taken over or swept.
    }
  }

  async function tryReserve(claims: readonly Claim[], token: string): Promise<readonly Claim[]> {
    const unique = claims.filter(({ index }) => index.unique);
    const others = claims.filter(({ index }) => !index.unique);
    if (others.length > 0) await entries.enter(others, token);
    if (unique.length === 0) return [];
    const taken: Claim[] = [];
    try {
      for (const claim of await entries.reserve(unique, token)) {
        if ((await contest(claim, token)) === 'taken') taken.push(claim);
      }
    } catch (error) {
      await abandon(claims, token);
      throw error;
    }
    return taken;
  }

  return {
    entries,
    shardOf,
    abandon,
    async reserve(claims, token) {
      const [taken] = await tryReserve(claims, token);
      if (taken === undefined) return;
      await abandon(claims, token);
      const fields = taken.index.fields.map(({ name }) => name);
      throw executor.uniqueViolation(taken.plan.name, fields);
    },
    tryReserve,
    async holders(claims) {
      const found = new Map<Claim, Holder>();
      await Promise.all(
        claims.map(async (claim) => {
          const holder = await entries.holder(claim);
          if (holder?.key === claim.key) found.set(claim, holder);
        }),
      );
      return found;
    },
    async giveUp(claims, held) {
      for (const claim of claims) {
        const holder = held.get(claim);
        if (holder === undefined) continue;
        // Another write of the same value to the same row may be on its way under this token.
        await entries.refuse(await shardOfKey(claim, holder.key), holder.token);
        if (failPoints !== undefined) await failPoints.reach(POINTS.refused);
        if (!(await exists(claim, holder.key))) await entries.release([claim], holder.token);
      }
    },
    async reach(point) {
      if (failPoints !== undefined) await failPoints.reach(point);
    },
  };
}
