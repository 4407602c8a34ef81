import { directoryOf, isLookup } from '../directory/find-shard.js';
import { internalError } from '../errors/internal-error.js';
import { unknownShard } from '../errors/shard-name-errors.js';
import { lazily } from '../executor/lazy-promise.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { AnyRoute, LookupRoute } from '../router/route.js';
import { createScattered } from '../scatter/create-scattered.js';
import type { CallOptions } from '../scatter/options/call-options.js';
import { readScatterOptions } from '../scatter/options/read-options.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { chooseShards } from './choose-shards.js';
import { findManyByIndex } from './find-many-by-index.js';
import { loadRelated } from './loader/load-related.js';
import { createPinnedReads } from './pinned-reads.js';
import { type CallFactory, createCallFactory } from './routed-promise.js';

/**
 * Base of generated repositories, which add the types: every method here takes and gives `unknown`
 * and the generated signature says what it is.
 */
export abstract class ShardedRepository {
  // Private by `#`, so that a generated class may have members of any name.
  readonly #runtime: ShardRuntime;
  readonly #plan: ModelPlan;
  readonly #calls: CallFactory;

  /** @throws ShardgenError SG9001 when the manifest has no such model. */
  constructor(runtime: ShardRuntime, model: string) {
    this.#runtime = runtime;
    this.#plan = runtime.router.plan(model);
    this.#calls = createCallFactory(runtime, this.#plan);
  }

  /** Runs a call on the shard its key names, when it is awaited. Mistakes reject the promise. */
  protected run<R>(method: ModelMethod, args: unknown): R {
    // Sound: the generated signature states what Prisma's method of this name returns.
    return this.#calls.routed(method, args) as R;
  }

  /**
   * Explains where a key lives, without asking any database.
   *
   * @throws ShardgenError SG3001 to SG3004, SG3010, SG3013, SG3016, SG3017, SG3021.
   */
  protected routeKey<R extends AnyRoute>(key: unknown): R {
    // Sound: the generated signature names the route of the group's strategy.
    return this.#runtime.router.route(this.#plan, key) as R;
  }

  /**
   * Asks the directory where a key lives. Of groups that are looked up.
   *
   * @throws ShardgenError SG3001 to SG3004, SG3010, SG3401 to SG3404, SG3411, SG3413.
   */
  protected lookUpKey(key: unknown): Promise<LookupRoute> {
    const plan = this.#plan;
    return lazily(async () => {
      if (!isLookup(plan)) throw internalError(`group ${plan.group.name} has no directory`);
      return directoryOf(this.#runtime).route(plan, key);
    });
  }

  /**
   * Reads of one shard.
   *
   * @throws ShardgenError SG3009 for a shard that does not exist.
   */
  protected pinnedTo<R>(name: string): R {
    const { shards } = this.#runtime.router.topology;
    const shard = shards.indexOf(name);
    if (shard < 0) throw unknownShard(this.#plan.name, 'onShard', name, shards);
    // Sound: the generated signature is Prisma's, restricted to these methods.
    return createPinnedReads(this.#calls, shard) as R;
  }

  /**
   * Calls that ask all shards.
   *
   * @throws ShardgenError SG5010 for options that there are not.
   */
  protected scattered<R>(given?: unknown): R {
    const options = this.#scatterOptions('onAllShards', given);
    // Sound: the generated signature is Prisma's, restricted to these methods.
    return createScattered({ runtime: this.#runtime, plan: this.#plan, options }) as R;
  }

  /**
   * Calls that ask some shards.
   *
   * @throws ShardgenError SG3009 for a shard that does not exist, SG3034 for no list of any, SG5010 for
   * options that there are not.
   */
  protected scatteredTo<R>(names: readonly string[], given?: unknown): R {
    const chosen = chooseShards(this.#runtime.router.topology, this.#plan.name, names);
    const options = this.#scatterOptions('onShards', given);
    // Sound: the generated signature is Prisma's, restricted to these methods.
    return createScattered({ runtime: this.#runtime, plan: this.#plan, chosen, options }) as R;
  }

  /** Rows that have a value of a global index, when it is awaited. */
  protected findManyBy<R>(index: string, values: unknown, args: unknown): R {
    const found = lazily(() => findManyByIndex(this.#runtime, this.#plan, index, values, args));
    // Sound: the generated signature says what a row is under this projection.
    return found as R;
  }

  /** Rows that rows of this model name by a cross-shard relation, when it is awaited. */
  protected load<R>(relation: string, rows: readonly unknown[], args: unknown): R {
    const loaded = lazily(() => loadRelated(this.#runtime, this.#plan, relation, rows, args));
    // Sound: the generated signature says what a row of the target is under this projection.
    return loaded as R;
  }

  /** Prisma's field references of this model. Opens no connection. */
  protected fieldReferences<R>(): R {
    // Sound: the generated signature is that of Prisma's `fields`.
    return this.#runtime.executor.fieldReferences(this.#plan.name) as R;
  }

  #scatterOptions(method: 'onAllShards' | 'onShards', given: unknown): CallOptions {
    const asker = { model: this.#plan.name, method };
    return readScatterOptions(asker, given, this.#runtime.running.settings);
  }
}
