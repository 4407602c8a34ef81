import { expect, test } from 'vitest';
import { doubtLateAnswers } from '../../../../runtime/directory/doubt-late-answers.js';
import type { Executor } from '../../../../runtime/executor/executor.js';
import type { Operation } from '../../../../runtime/executor/operation.js';

const COUNT: Operation = { model: 'Tenant', method: 'count', args: {} };

/** How a call ends that is answered after some time, while keys of its group are moved. */
async function endOf(operation: Operation, tookMs: number): Promise<unknown> {
  let time = 1_000_000;
  const answered: Pick<Executor, 'prepare'> = {
    prepare: () => ({
      // biome-ignore lint/suspicious/noThenProperty: calls run when they are awaited, as Prisma's do.
      then: (onFulfilled, onRejected) => {
        time += tookMs;
        return Promise.resolve(5).then(onFulfilled, onRejected);
      },
    }),
  };
  // Sound: nothing else of an executor is used.
  const executor = doubtLateAnswers(answered as Executor, {
    log: { anyWithin: async () => true },
    clock: { now: () => 0, elapsed: () => time, after: () => () => undefined },
    groupOf: () => 'Tenant',
  });
  return executor.prepare(0, operation).then(
    (value) => value,
    (error: { code: string }) => error.code,
  );
}

test('an answer is believed as long as the directory can have been asked a minute before it', async () => {
  expect(await endOf(COUNT, 49_999)).toBe(5);
  expect(await endOf(COUNT, 50_000)).toBe('SG3434');
});

test('what a read leaves out of its answer has to be as young', async () => {
  const asked = (ago: number) => ({ ...COUNT, askedAt: 1_000_000 - ago });
  expect(await endOf(asked(29_999), 20_000)).toBe(5);
  expect(await endOf(asked(29_999), 20_001)).toBe('SG3434');
});
