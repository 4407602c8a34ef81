import { expect, test } from 'vitest';
import type { Executor } from '../../../../runtime/executor/executor.js';
import type { SqlStatement } from '../../../../runtime/executor/sql-statement.js';
import type { ShardTransaction } from '../../../../runtime/executor/supervisor.js';
import { createCopyHealth } from '../../../../runtime/reference/read/copy-health.js';
import { CopyWrite } from '../../../../runtime/reference/write/copy-write.js';
import { createLateFinish } from '../../../../runtime/reference/write/late-finish.js';

const clock = { now: () => 0, elapsed: () => 0, after: () => () => undefined };
const OPERATION = { model: 'Tag', method: 'update', args: {} } as const;

/** A transaction that notes what it is asked. */
function noting() {
  const said: string[] = [];
  const transaction: ShardTransaction = {
    async sql({ text }: SqlStatement) {
      said.push(text);
      return [{ decisions: 'there', most: '20', names: [] }];
    },
    async repeat({ sql }) {
      said.push(sql);
      return 1;
    },
    async release() {
      said.push('release');
    },
  };
  return { said, transaction };
}

/** A write on two shards, the second of which begins when `open` is called. */
async function startedWrite() {
  const [leader, follower] = [noting(), noting()];
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const asked: Partial<Executor> = {
    sql: async () => [{ most: '20', names: [] }],
    schemaOf: async () => 'public',
    begin: () => opened.then(() => follower.transaction),
    explain: (_shard, _call, error) => error,
  };
  // Sound: a write asks its executor for nothing else.
  const executor = asked as Executor;
  const health = createCopyHealth(2, clock);
  const parts = {
    ...{ executor, clock, health, failPoints: undefined },
    ...{ shards: ['a', 'b'], leader: 0, followers: [1] },
  };
  const write = new CopyWrite(parts, createLateFinish(parts), OPERATION);
  await write.begun(leader.transaction);
  return { write, open, follower };
}

test('a shard that begins after Prisma has rolled back is not left in a transaction', async () => {
  const { write, open, follower } = await startedWrite();
  let sent = 0;
  const wrote = write.wrote({ sql: 'UPDATE' }, 'count', async () => {
    sent += 1;
    return 1;
  });
  await write.rollBack();
  open();
  await expect(wrote).rejects.toMatchObject({
    code: 'SG3714',
    message: expect.stringContaining('while it waited for shard "b". Nothing was written.'),
  });
  expect(sent).toBe(0);
  expect(follower.said).not.toContain('UPDATE');
  expect(follower.said.slice(-2)).toEqual(['ROLLBACK', 'release']);
});

test("that Prisma's time was over is said in words of its own", async () => {
  const { write, open } = await startedWrite();
  open();
  await write.wrote({ sql: 'UPDATE' }, 'count', async () => 1);
  await write.rollBack();
  const error = Object.assign(new Error('expired'), { code: 'P2028' });
  expect(write.explain(error)).toMatchObject({
    code: 'SG3714',
    message: expect.stringContaining('Tag.update(): the write was ended before it was done'),
  });
});
