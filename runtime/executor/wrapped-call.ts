import type { Executor } from './executor.js';

/** A prepared call of another executor, and what is added to it. */
export abstract class WrappedCall implements PromiseLike<unknown> {
  constructor(readonly target: PromiseLike<unknown>) {}

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of this class.
  abstract then<A = unknown, B = never>(
    onFulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B>;

  /** The same wrapping around a relation of this call's row. */
  abstract around(related: PromiseLike<unknown>): WrappedCall;

  /** As a member of a batch transaction, which the executor below has to know. */
  requestTransaction(batch: unknown): PromiseLike<unknown> {
    const { target } = this;
    if (!('requestTransaction' in target) || typeof target.requestTransaction !== 'function') {
      return this;
    }
    return target.requestTransaction(batch);
  }
}

/** An executor whose calls are wrapped. */
export function wrapCalls(
  executor: Executor,
  wrap: (call: PromiseLike<unknown>, ...prepared: Parameters<Executor['prepare']>) => WrappedCall,
): Executor {
  return {
    prepare: (shard, operation) => wrap(executor.prepare(shard, operation), shard, operation),
    relation: (work, name, args) =>
      work instanceof WrappedCall
        ? work.around(executor.relation(work.target, name, args))
        : executor.relation(work, name, args),
    explain: (shard, call, error) => executor.explain(shard, call, error),
    sql: (shard, statement) => executor.sql(shard, statement),
    supervise: (shards, operation, supervisor) => executor.supervise(shards, operation, supervisor),
    begin: (shard) => executor.begin(shard),
    schemaOf: (shard) => executor.schemaOf(shard),
    uniqueViolation: (model, fields) => executor.uniqueViolation(model, fields),
    fieldReferences: (model) => executor.fieldReferences(model),
    disconnect: () => executor.disconnect(),
  };
}
