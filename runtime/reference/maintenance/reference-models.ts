import { internalError } from '../../errors/internal-error.js';
import { unknownShard } from '../../errors/shard-name-errors.js';
import type { Executor } from '../../executor/executor.js';
import type { Router } from '../../router/router.js';
import { leaderOf } from '../reference-parts.js';
import { REFERENCE_STATEMENTS } from '../reference-tables.js';
import type { References } from '../references.js';
import { ShardFault } from '../write/shard-fault.js';
import { type CheckReport, check } from './check.js';
import { type RepairReport, repair } from './repair.js';

/** What is done to the copies of reference models from time to time. Each is safe beside running programs. */
export interface ReferenceModels {
  /**
   * Makes what writes of reference models need on every shard: a table in the schema `shardgen`.
   *
   * @throws ShardgenError SG5001 for a shard that cannot be reached.
   */
  install(): Promise<void>;
  /**
   * Compares the copies, and ends what a writer left unfinished. Writers wait meanwhile.
   *
   * @example const { equal, tables } = await db.$referenceModels.check();
   * @throws ShardgenError SG3705, SG3708, SG3710, SG3711, SG5001.
   */
  check(): Promise<CheckReport>;
  /**
   * Makes the copies of all shards equal to those of one: `from`, or else the leading shard, whose name sorts
   * first. Writers wait meanwhile. A row to which others refer is never deleted, but reported in `left`.
   *
   * @example const { left } = await db.$referenceModels.repair({ from: 'shard_1' });
   * @throws ShardgenError SG3009, SG3705, SG3708, SG3710, SG3711, SG5001.
   */
  repair(options?: { readonly from?: string }): Promise<RepairReport>;
}

/** Of a runtime with reference models. */
interface ReferenceRuntime {
  readonly executor: Executor;
  readonly router: Router;
  readonly references?: References | undefined;
}

const CALL = { model: '$referenceModels', method: 'findMany' } as const;

export function createReferenceModels(runtime: ReferenceRuntime): ReferenceModels {
  const { executor, references, router } = runtime;
  if (references === undefined) throw internalError('there are no reference models');
  const { shards } = router.topology;

  async function explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ShardFault)) throw executor.explain(leaderOf(shards), CALL, error);
      throw executor.explain(error.shard, CALL, error.cause);
    }
  }

  return Object.freeze<ReferenceModels>({
    async install() {
      for (const shard of shards.keys()) {
        for (const text of REFERENCE_STATEMENTS) {
          await executor.sql(shard, { text, values: [] }).catch((error: unknown) => {
            throw executor.explain(shard, CALL, error);
          });
        }
      }
    },
    check: () => explained(() => check(references, router.plans())),
    async repair({ from } = {}) {
      const source = from === undefined ? undefined : shards.indexOf(from);
      if (source === -1) throw unknownShard('$referenceModels', 'repair', from, shards);
      return explained(() => repair(references, router.plans(), source));
    },
  });
}
