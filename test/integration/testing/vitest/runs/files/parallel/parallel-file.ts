import { describe, expect, test } from 'vitest';
import { useVirtualShards } from '../../../../../../../runtime/testing/vitest/index.js';
import { kit, report } from '../kit.js';

/** What several files do at the same time, with the same keys. */
export function describeParallelFile(name: string): void {
  const virtual = useVirtualShards(kit, 4);
  const { db, names } = virtual;

  describe(`file ${name}`, () => {
    test.each([1n, 2n, 3n])('writes and reads its own row %i', async (id) => {
      const users = db['user'];
      await users?.create({ data: { id, name } });
      const shard = users?.route({ id }).shard ?? '';
      expect(db).toHaveQueriedOnly([shard]);
      expect(await users?.onAllShards().findMany()).toEqual([{ id, name }]);
      expect(db).toHaveScattered(names);
    });

    test('reports', () => report(name, virtual));
  });
}
