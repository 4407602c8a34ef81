import { type MissingShard, ScatterError } from '../../errors/execution-errors.js';
import { ShardDownError } from '../../errors/scatter-errors.js';
import type { ShardOutcome, ShardTask } from '../../executor/run-on-shards.js';
import type { SqlRow, SqlStatement } from '../../executor/sql-statement.js';
import { failuresOf, refusalIn } from '../ask-shards.js';
import { type Asker, askQuestion, type Question } from './ask-question.js';
import { DEADLINE } from './ended.js';

/** What one shard answered. */
export interface ShardAnswer {
  readonly shard: number;
  readonly value: unknown;
}

/** A call over several shards while it runs, and what it asks them. */
export interface RunningCall {
  /** Says which shards the call is about: the answer is those of them that are not missing. */
  about(shards: readonly number[]): readonly number[];
  /** The shards that failed, where the call goes on without them. */
  readonly missing: readonly MissingShard[];
  /**
   * Asks all of it in parallel, as far as the limits go: answers in the order of the tasks, without those of
   * missing shards.
   *
   * @throws ShardgenError SG5002, SG5012, SG5014; what has ended the call; `AskAgain`.
   */
  ask(tasks: readonly ShardTask[], repeatable: boolean): Promise<readonly ShardAnswer[]>;
  /** The same, and every failure is an outcome. Nothing is asked where a shard is known to be down. */
  attempt(tasks: readonly ShardTask[], repeatable: boolean): Promise<readonly ShardOutcome[]>;
  /** Runs a read of shardgen's own. */
  sql(shard: number, statement: SqlStatement): Promise<readonly SqlRow[]>;
  /** How many questions are under way. */
  readonly asking: number;
  /** Whether something was sent that cannot be taken back: what came of it has to be said. */
  readonly wrote: boolean;
}

/** Thrown when a shard failed after it had answered: the call begins again without it. */
export class AskAgain extends Error {}

export function createRunningCall(asker: Asker): RunningCall {
  return new Run(asker);
}

class Run implements RunningCall {
  asking = 0;
  wrote = false;
  private shards: readonly number[] = [];
  private readonly lost = new Map<number, MissingShard>();
  /** Whether the call has answers already that a shard which fails now has a part in. */
  private hasAnswers = false;

  constructor(private readonly asker: Asker) {}

  get missing(): readonly MissingShard[] {
    return [...this.lost].sort(([a], [b]) => a - b).map(([, shard]) => shard);
  }

  about(shards: readonly number[]): readonly number[] {
    this.shards = shards;
    this.hasAnswers = false;
    return shards.filter((shard) => !this.lost.has(shard));
  }

  async ask(tasks: readonly ShardTask[], repeatable: boolean): Promise<readonly ShardAnswer[]> {
    const left = tasks.filter(({ shard }) => !this.lost.has(shard));
    const outcomes = await this.outcomes(
      left.map((task) => this.question(task, tasks, repeatable)),
    );
    this.lose(outcomes);
    this.hasAnswers = true;
    return outcomes.flatMap((outcome) =>
      outcome.ok && !this.lost.has(outcome.shard)
        ? [{ shard: outcome.shard, value: outcome.value }]
        : [],
    );
  }

  attempt(tasks: readonly ShardTask[], repeatable: boolean): Promise<readonly ShardOutcome[]> {
    const { call, runtime } = this.asker;
    const down = this.downOf(tasks.map(({ shard }) => shard));
    const { shards } = runtime.router.topology;
    if (down.length > 0) throw new ScatterError(call, failuresOf(shards, down), tasks.length);
    const questions = tasks.map((task) => this.question(task, tasks, repeatable));
    if (repeatable) return this.all(questions);
    this.wrote = true;
    // A question that has found no place is not asked, and hides nothing of the others.
    return this.all(questions, (error, { shard }) => ({ shard, ok: false, error }));
  }

  async sql(shard: number, statement: SqlStatement): Promise<readonly SqlRow[]> {
    const { executor } = this.asker.runtime;
    let rows: readonly SqlRow[] = [];
    const send = async () => {
      rows = await executor.sql(shard, statement);
    };
    const outcomes = await this.outcomes([{ shard, repeatable: true, send }]);
    // There is no answer without this one.
    this.hasAnswers = true;
    this.lose(outcomes);
    return rows;
  }

  /** What came of the questions; throws what has ended the call, but for its deadline. */
  private async outcomes(questions: readonly Question[]): Promise<readonly ShardOutcome[]> {
    const { options, scope } = this.asker;
    const down = this.downOf(questions.map(({ shard }) => shard));
    // The answer would not be complete, so nobody is asked for his part.
    if (options.onFailure === 'fail' && down.length > 0) return down;
    const outcomes = await this.all(questions);
    if (scope.ended !== undefined && scope.ended.reason !== DEADLINE) throw scope.ended.reason;
    return outcomes;
  }

  private async all(
    questions: readonly Question[],
    refused?: (error: unknown, question: Question) => ShardOutcome,
  ): Promise<readonly ShardOutcome[]> {
    const { asker } = this;
    this.asking += questions.length;
    const ask = async (question: Question): Promise<ShardOutcome> => {
      try {
        return await askQuestion(asker, question);
      } catch (error) {
        if (refused === undefined) throw error;
        return refused(error, question);
      }
    };
    try {
      return await Promise.all(questions.map(ask));
    } catch (error) {
      // Others of them may be under way.
      asker.scope.end(error);
      throw error;
    } finally {
      this.asking -= questions.length;
    }
  }

  private question({ shard, operation }: ShardTask, partOf: object, repeatable: boolean): Question {
    const { executor } = this.asker.runtime;
    // Prisma reads the arguments at the first `then`.
    const send = () => executor.prepare(shard, { ...operation, partOf }).then();
    return { shard, repeatable, send };
  }

  private downOf(shards: readonly number[]): readonly ShardOutcome[] {
    const { call, runtime } = this.asker;
    return shards.flatMap((shard) => {
      const downtime = runtime.running.health.downtime(shard);
      if (downtime === undefined) return [];
      const name = runtime.router.topology.shards[shard] ?? '';
      return [{ shard, ok: false, error: new ShardDownError(call, name, downtime) }];
    });
  }

  /** Goes on without the shards that failed, where the caller wants that and others are left. */
  private lose(outcomes: readonly ShardOutcome[]): void {
    const { call, options, runtime } = this.asker;
    const names = runtime.router.topology.shards;
    const failures = failuresOf(names, outcomes);
    if (failures.length === 0) return;
    const refusal = refusalIn(failures);
    if (refusal !== undefined) throw refusal;
    if (options.onFailure === 'fail') throw new ScatterError(call, failures, this.shards.length);
    const before = this.lost.size;
    for (const failure of failures) this.lost.set(names.indexOf(failure.shard), failure);
    // It was asked although it is missing: to begin again would not help.
    if (this.lost.size === before) throw new ScatterError(call, failures, this.shards.length);
    const { missing } = this;
    if (this.shards.every((shard) => this.lost.has(shard))) {
      throw new ScatterError(call, missing, this.shards.length);
    }
    if (this.hasAnswers) throw new AskAgain();
  }
}
