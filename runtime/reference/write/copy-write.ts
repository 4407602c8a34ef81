import { ShardUnreachableError } from '../../errors/execution-errors.js';
import {
  copiesDiffer,
  noPreparedTransactions,
  outcomeUnknown,
  outOfTime,
  stepRefused,
} from '../../errors/reference-errors.js';
import { ShardgenError } from '../../errors/shardgen-error.js';
import type { Operation } from '../../executor/operation.js';
import {
  type AnswerKind,
  type DriverAnswer,
  type DriverStatement,
  type ShardTransaction,
  SUPERVISED_MS,
  type Supervisor,
} from '../../executor/supervisor.js';
import { declareFailPoints, type FailPoint } from '../../fail-points/fail-point.js';
import { generateKey } from '../../key/generate-key.js';
import type { ReferenceParts } from '../reference-parts.js';
import { askOutcome } from './ask-outcome.js';
import { checkSchemas } from './check-schemas.js';
import { beginFollower, type Follower } from './follower.js';
import type { LateFinish } from './late-finish.js';
import { recover } from './recover.js';
import { sameAnswer } from './same-answer.js';
import { ShardFault } from './shard-fault.js';
import { takeWriteLock, type WriteLock } from './write-lock.js';

/** Of one write of a reference model. */
export const POINTS = declareFailPoints('referenceWrite', {
  mirrored: 'a statement has run on every shard, nothing is prepared',
  prepared: 'every other shard has prepared its part, nothing is decided',
  decided: 'the leader has committed, the others have not',
  committed: 'every shard has committed, the caller does not know',
});

const COMMIT = { text: 'COMMIT', values: [] } as const;
const ROLLBACK = { text: 'ROLLBACK', values: [] } as const;

/** With it go the records of a day ago, which nobody asks for any more. */
const DECIDE = `WITH old AS (DELETE FROM shardgen.reference_decision
    WHERE decided_at < clock_timestamp() - interval '1 day')
  INSERT INTO shardgen.reference_decision (id) VALUES ($1::uuid)`;

/**
 * One call of Prisma on the leader, whose writes happen on every shard or on none.
 *
 * The leader's transaction has the write lock, and each writing statement is repeated in a transaction of
 * every other shard before Prisma gets its answer. Then the others prepare, the leader commits its rows
 * together with the record of the decision, and the others commit what they have prepared.
 */
export class CopyWrite implements Supervisor {
  private readonly id = generateKey('uuid4');
  private leader: ShardTransaction | undefined;
  private lock: WriteLock | undefined;
  private followers: readonly Follower[] | undefined;
  private state: 'open' | 'committed' | 'undone' | 'unknown' = 'open';
  private failure: unknown;
  /** Shards that have not answered, before they follow. */
  private readonly asked = new Set<number>();
  /** The shard that was waited for when Prisma rolled back. */
  private waitedFor: number | undefined;

  constructor(
    private readonly parts: ReferenceParts,
    private readonly late: LateFinish,
    private readonly operation: Operation,
  ) {}

  async begun(transaction: ShardTransaction): Promise<void> {
    const { leader, shards } = this.parts;
    this.leader = transaction;
    await this.noting(async () => {
      this.lock = await takeWriteLock(transaction, shards[leader] ?? '');
      const [unable] = await recover(this.parts, transaction, this.asked);
      if (unable !== undefined) throw noPreparedTransactions(shards[unable] ?? '');
      await checkSchemas(this.parts, this.operation);
    });
  }

  async wrote<Answer extends DriverAnswer>(
    statement: DriverStatement,
    kind: AnswerKind,
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    const followers = await this.noting(() => this.begunFollowers());
    const [own, ...theirs] = await Promise.allSettled([
      send(),
      ...followers.map((follower) => follower.repeat(statement, kind)),
    ] as const);
    // What the leader refuses, Prisma says in its own words.
    if (own.status === 'rejected') throw own.reason;
    await this.noting(async () => {
      for (const [i, answer] of theirs.entries()) {
        if (answer.status === 'rejected') throw answer.reason;
        if (!sameAnswer(own.value, answer.value)) throw this.difference(followers[i]);
      }
      await this.reach(POINTS.mirrored);
    });
    return own.value;
  }

  async commit(): Promise<void> {
    try {
      await this.noting(() => this.decide());
    } catch (error) {
      await this.undo();
      throw error;
    }
    await this.noting(() => this.finish());
  }

  async rollBack(): Promise<void> {
    this.waitedFor = this.slowest();
    await this.undo();
  }

  expired(): ShardgenError {
    const { operation, parts, waitedFor = parts.leader } = this;
    const error = outOfTime(operation, parts.shards[waitedFor] ?? '', SUPERVISED_MS);
    this.failure ??= error;
    return error;
  }

  readonly slowest = (): number => {
    const [asked] = this.asked;
    return asked ?? this.followers?.find(({ waits }) => waits)?.shard ?? this.parts.leader;
  };

  /** The error of the call, as the caller gets it. */
  explain(error: unknown): unknown {
    const { executor, leader, shards } = this.parts;
    const { failure } = this;
    const [shard, cause] =
      failure instanceof ShardFault ? [failure.shard, failure.cause] : [leader, failure];
    if (cause instanceof ShardgenError) return cause;
    const explained = executor.explain(shard, this.operation, cause ?? error);
    // What a shard refuses has been thrown to Prisma, which has words for it.
    if (explained instanceof ShardUnreachableError) return explained;
    // Prisma's code of a transaction that took too long.
    if (error instanceof Error && Reflect.get(error, 'code') === 'P2028') return this.expired();
    if (!(error instanceof Error) || error.name !== 'DriverAdapterError') return error;
    // Of what shardgen asks by itself, Prisma says nothing.
    return stepRefused(this.operation, shards[shard] ?? '', error);
  }

  private async begunFollowers(): Promise<readonly Follower[]> {
    if (this.followers !== undefined) return this.followers;
    const { id, operation, lock, parts } = this;
    const settings = lock?.settings ?? [];
    const outcomes = await Promise.allSettled(
      parts.followers.map((shard) => {
        this.asked.add(shard);
        const begun = beginFollower(parts, shard, { id, operation, settings });
        return begun.finally(() => this.asked.delete(shard));
      }),
    );
    this.followers = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (this.state !== 'open') {
      // Prisma has rolled back meanwhile, and will not do it again.
      await Promise.all(this.followers.map((follower) => follower.undo()));
      throw this.expired();
    }
    for (const one of outcomes) if (one.status === 'rejected') throw one.reason;
    return this.followers;
  }

  /** Everything up to the moment at which the write has happened. */
  private async decide(): Promise<void> {
    const { leader, followers = [], lock, id } = this;
    const prepared = await Promise.allSettled(followers.map((follower) => follower.prepare()));
    for (const one of prepared) if (one.status === 'rejected') throw one.reason;
    if (followers.length > 0) {
      await this.reach(POINTS.prepared);
      await leader?.sql({ text: DECIDE, values: [id] });
    }
    try {
      await leader?.sql(COMMIT);
    } catch (error) {
      if (followers.length === 0) throw error;
      // A reply may be lost though the write has happened. Where the transaction is still open, it ends here.
      await leader?.sql(ROLLBACK).catch(() => undefined);
      if ((await this.ask(error, lock?.since ?? '')) === 'aborted') throw error;
    }
    this.state = 'committed';
  }

  private async ask(lost: unknown, since: string): Promise<'committed' | 'aborted'> {
    try {
      return await askOutcome(this.parts, this.id, since);
    } catch {
      this.state = 'unknown';
      const { leader, shards } = this.parts;
      throw outcomeUnknown(this.operation, this.id, shards[leader] ?? '', lost);
    }
  }

  private async finish(): Promise<void> {
    const { followers = [] } = this;
    if (followers.length > 0) await this.reach(POINTS.decided);
    const finished = await Promise.allSettled(followers.map((follower) => follower.finish()));
    for (const [i, one] of finished.entries()) {
      const follower = followers[i];
      if (one.status === 'fulfilled' || follower === undefined) continue;
      this.late.add(follower.shard, follower.name);
      await follower.leave();
    }
    if (followers.length > 0) await this.reach(POINTS.committed);
  }

  private async undo(): Promise<void> {
    const { leader, followers = [], state } = this;
    if (state === 'unknown') {
      await Promise.all(followers.map((follower) => follower.leave()));
      return;
    }
    if (state !== 'open') return;
    this.state = 'undone';
    await Promise.all([
      ...followers.map((follower) => follower.undo()),
      leader?.sql(ROLLBACK).catch(() => undefined),
    ]);
  }

  private difference(follower: Follower | undefined): ShardgenError {
    const { leader, shards } = this.parts;
    return copiesDiffer(
      this.operation,
      shards[leader] ?? '',
      shards[follower?.shard ?? leader] ?? '',
    );
  }

  private async reach(point: FailPoint): Promise<void> {
    await this.parts.failPoints?.reach(point);
  }

  /** Keeps what went wrong, past Prisma; to Prisma goes what it has words for. */
  private async noting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.failure ??= error;
      throw error instanceof ShardFault ? error.cause : error;
    }
  }
}
