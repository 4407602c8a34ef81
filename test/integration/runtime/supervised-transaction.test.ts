import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SqlDriverAdapter } from '../../../runtime/executor/prisma/driver-adapter.js';
import { supervised } from '../../../runtime/executor/prisma/supervised-transaction.js';
import type { ShardTransaction, Supervisor } from '../../../runtime/executor/supervisor.js';
import { dropDatabases, freshDatabases } from '../../support/cluster.js';

let url = '';
let adapter: SqlDriverAdapter;

beforeAll(async () => {
  const [fresh = ''] = await freshDatabases(1);
  url = fresh;
  adapter = await new PrismaPg({ connectionString: url }).connect();
  await adapter.executeScript('CREATE TABLE note (id integer PRIMARY KEY)');
});
afterAll(async () => {
  await adapter.dispose();
  await dropDatabases([url]);
});

/** Lets everything through, and ends the transaction as it is told. */
class Watcher implements Supervisor {
  private own: ShardTransaction | undefined;

  async begun(transaction: ShardTransaction): Promise<void> {
    this.own = transaction;
  }
  wrote<Answer>(_: unknown, __: unknown, send: () => Promise<Answer>): Promise<Answer> {
    return send();
  }
  async commit(): Promise<void> {
    await this.own?.sql({ text: 'COMMIT', values: [] });
  }
  async rollBack(): Promise<void> {
    await this.own?.sql({ text: 'ROLLBACK', values: [] });
  }
  expired(): Error {
    return new Error('the time is over');
  }
}

const query = (sql: string) => ({ sql, args: [], argTypes: [] });

test.each(['COMMIT', 'ROLLBACK'])(
  'what is sent after %s is not sent to the database',
  async (end) => {
    const transaction = await supervised(await adapter.startTransaction(), new Watcher());
    const id = end === 'COMMIT' ? 1 : 3;
    await transaction.executeRaw(query(`INSERT INTO note VALUES (${id})`));
    await transaction.executeRaw(query(end));
    // As Prisma does it when its time is over: the connection goes back, the call goes on.
    await transaction.rollback();
    const late = `INSERT INTO note VALUES (${id + 1})`;
    await expect(transaction.executeRaw(query(late))).rejects.toThrow('the time is over');
    await expect(transaction.queryRaw(query(`${late} RETURNING id`))).rejects.toThrow('the time');
    await expect(transaction.queryRaw(query('SELECT id FROM note'))).rejects.toThrow('the time');
    const { rows } = await adapter.queryRaw(query('SELECT id FROM note'));
    expect(rows).toEqual([[1]]);
  },
);
