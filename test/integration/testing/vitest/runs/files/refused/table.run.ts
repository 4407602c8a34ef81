import { expect, test } from 'vitest';
import { useVirtualShards } from '../../../../../../../runtime/testing/vitest/index.js';
import { kit, report } from '../kit.js';

const virtual = useVirtualShards(kit, 2);
const { db } = virtual;

test('fails, and says what did happen', async () => {
  report('table', virtual);
  await db['user']?.onShard('shard_1').count();
  expect(db).toHaveQueriedOnly(['shard_2']);
});
