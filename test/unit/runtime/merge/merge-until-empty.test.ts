import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeUntilEmpty, type SortedRows } from '../../../../runtime/merge/merge-until-empty.js';

interface Row {
  readonly key: number;
  readonly list: number;
  readonly place: number;
}

function rowsOf(keys: readonly number[], list: number, hasMore: boolean): SortedRows<Row> {
  const rows = [...keys].sort((a, b) => a - b).map((key, place): Row => ({ key, list, place }));
  return {
    get head() {
      return rows[0];
    },
    hasMore,
    take: () => rows.shift(),
  };
}

const lists = fc.array(
  fc.record({
    keys: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
    more: fc.boolean(),
  }),
  { maxLength: 8 },
);
const byKey = (a: Row, b: Row) => a.key - b.key;

test('gives all rows in order, equal ones by list', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const all = given.map(({ keys }, list) => rowsOf(keys, list, false));
      const merged = mergeUntilEmpty(all, byKey);
      const expected = given
        .flatMap(({ keys }, list) => {
          return [...keys].sort((a, b) => a - b).map((key, place) => ({ key, list, place }));
        })
        .sort((a, b) => a.key - b.key || a.list - b.list || a.place - b.place);
      expect(merged).toEqual(expected);
    }),
  );
});

test('stops where a list is empty of which more may come', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const all = given.map(({ keys, more }, list) => rowsOf(keys, list, more));
      const merged = mergeUntilEmpty(all, byKey);
      const left = all.flatMap(({ head }) => (head === undefined ? [] : [head.key]));
      const last = merged.at(-1)?.key ?? Number.NEGATIVE_INFINITY;
      expect(merged.map(({ key }) => key)).toEqual(merged.map(({ key }) => key).sort());
      for (const key of left) expect(key).toBeGreaterThanOrEqual(last);
      const isStopped = all.some(({ head, hasMore }) => head === undefined && hasMore);
      expect(left.length === 0 || isStopped).toBe(true);
      // Nothing was taken once a list had become empty.
      const emptied = all.filter(({ head, hasMore }, i) => {
        return head === undefined && hasMore && given[i]?.keys.length !== 0;
      });
      expect(emptied.length).toBeLessThanOrEqual(1);
      const wasEmpty = given.some(({ keys, more }) => more && keys.length === 0);
      if (wasEmpty) expect(merged).toEqual([]);
    }),
  );
});
