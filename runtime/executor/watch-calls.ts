import type { Executor } from './executor.js';
import type { Operation } from './operation.js';

/** Told of every call on a shard when it starts. */
export interface CallWatcher {
  /** Calls `start` once and answers what the caller gets. The call begins when what `start` answers is listened to. */
  around(
    shard: number,
    operation: Operation,
    start: () => PromiseLike<unknown>,
  ): PromiseLike<unknown>;
}

/** The same executor, with a watcher around each of its calls. */
export function watchCalls(executor: Executor, watcher: CallWatcher): Executor {
  return {
    prepare: (shard, operation) =>
      watched(executor.prepare(shard, operation), (start) =>
        watcher.around(shard, operation, start),
      ),
    explain: (shard, call, error) => executor.explain(shard, call, error),
    fieldReferences: (model) => executor.fieldReferences(model),
    disconnect: () => executor.disconnect(),
  };
}

type Around = (start: () => PromiseLike<unknown>) => PromiseLike<unknown>;

/**
 * Prisma's promise is lazy and has more than `then`: a member of a batch transaction is started by
 * `requestTransaction`, and relations hang on it as methods. Each way in goes through the watcher.
 */
function watched(promise: PromiseLike<unknown>, around: Around): PromiseLike<unknown> {
  // However many listeners there are, Prisma runs the call once.
  let started: PromiseLike<unknown> | undefined;
  return new Proxy(promise, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      switch (property) {
        case 'then':
          return (...listeners: Parameters<PromiseLike<unknown>['then']>) => {
            started ??= around(() => target);
            return started.then(...listeners);
          };
        case 'catch':
        case 'finally':
          return value.bind(target);
        case 'requestTransaction':
          return (batch: unknown) => around(() => value.call(target, batch));
        default:
          return (args?: unknown) => {
            const related: unknown = value.call(target, args);
            return isPromiseLike(related) ? watched(related, around) : related;
          };
      }
    },
  });
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
