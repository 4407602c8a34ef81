import { internalError } from '../../errors/internal-error.js';
import { modelHasNoDirectory } from '../../errors/move-errors.js';
import { unknownShard } from '../../errors/shard-name-errors.js';
import { keyFromWhere } from '../../router/key-from-where.js';
import { isLookup } from '../find-shard.js';
import { cancelMove, type KeyOfGroup, type MoveReport, moveKey } from './move-key.js';
import { createMoveLog, type OpenMove } from './move-log.js';
import type { MoveRuntime, MoveStep } from './move-runtime.js';

/** A move that has not ended: on its way, or broken off. */
export type UnfinishedMove = Pick<
  OpenMove,
  'group' | 'key' | 'source' | 'target' | 'switched' | 'beganAt'
>;

export interface MoveOptions {
  /** Told what is going on, for people who wait. */
  readonly onStep?: (step: MoveStep) => void;
}

/**
 * Changes where keys live, for the groups that have a directory. `Keys` has the root model of each group and
 * its shard key.
 */
export interface DirectoryControl<Keys extends object, Shard extends string> {
  /**
   * Moves all rows of a key, of all models of its group, to another shard, and resolves when they are there
   * and nowhere else: after two minutes and the time to copy them. For half of that the rows can be read and
   * not written (SG3412, SG3421). It may be broken off at any moment: the same call goes on with it, also
   * from another process. When it cannot be done, nothing has changed.
   *
   * @example await db.$directory.move('Tenant', { id: 'acme' }, 'shard_2');
   * @throws ShardgenError SG3001 to SG3004, SG3009, SG3401 to SG3404, SG3411, SG3413, SG3422 to SG3430,
   * SG3432, SG3433, SG3435, SG5001.
   */
  move<Model extends keyof Keys & string>(
    model: Model,
    key: Keys[Model],
    shard: Shard,
    options?: MoveOptions,
  ): Promise<MoveReport>;
  /**
   * Gives up a move that was broken off before the directory said the new shard: the key stays where it was, and
   * can be written to. False when there is no such move, also where it is too late.
   *
   * @throws ShardgenError as `move`.
   */
  cancelMove<Model extends keyof Keys & string>(model: Model, key: Keys[Model]): Promise<boolean>;
  /**
   * The moves that have not ended, oldest first.
   *
   * @throws ShardgenError SG3401, SG3402, SG3404.
   */
  unfinishedMoves(): Promise<readonly UnfinishedMove[]>;
}

export function createDirectoryControl<Keys extends object, Shard extends string>(
  runtime: MoveRuntime,
): DirectoryControl<Keys, Shard> {
  const keyOf = (method: string, model: string, key: unknown): KeyOfGroup => {
    const plans = runtime.router.plans().filter(isLookup);
    const roots = plans.filter(({ group, name }) => group.name === name);
    const plan = roots.find(({ name }) => name === model);
    if (plan === undefined) {
      throw modelHasNoDirectory(
        model,
        roots.map(({ name }) => name),
      );
    }
    return { plan, key: keyFromWhere(plan, method, key, 'key') };
  };
  return Object.freeze({
    async move(model: string, key: unknown, shard: string, options: MoveOptions = {}) {
      const of = keyOf('move', model, key);
      const { shards } = runtime.router.topology;
      if (!shards.includes(shard)) throw unknownShard('$directory', 'move', shard, shards);
      return moveKey(runtime, of, shard, options.onStep);
    },
    async cancelMove(model: string, key: unknown) {
      return cancelMove(runtime, keyOf('cancelMove', model, key));
    },
    async unfinishedMoves() {
      const { control } = runtime;
      if (control === undefined) throw internalError('there is no control database');
      const moves = await createMoveLog(control).all();
      return moves.map(({ group, key, source, target, switched, beganAt }) =>
        Object.freeze({ group, key, source, target, switched, beganAt }),
      );
    },
  });
}
