import { expect, test } from 'vitest';
import { findCustomer } from '../../src/customers.js';
import { withVirtualShards } from '../shards.js';

test('a failure prints what did happen', () =>
  withVirtualShards(4, async (db, { queries }) => {
    await db.user.create({ data: { id: 123n, name: 'Ada' } });
    queries.clear();
    await findCustomer(db, 123n);
    const failure = messageOf(() => expect(db).toHaveQueriedOnly(['shard_2']));
    await expect(failure).toMatchFileSnapshot('what-a-failure-prints.txt');
  }));

/** Times differ from run to run, and so does the width of their column. */
function messageOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    return (error instanceof Error ? error.message : String(error))
      .replace(/ \d+\.\d +/g, ' 0.4  ')
      .replace(/ ms +/, ' ms   ');
  }
  throw new Error('the check passed');
}
