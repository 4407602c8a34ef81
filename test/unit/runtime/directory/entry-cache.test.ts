import { expect, test } from 'vitest';
import { createEntryCache, ENTRY_LIFETIME_MS } from '../../../../runtime/directory/entry-cache.js';

test('an entry is there until its time is over, counted from the question', () => {
  const cache = createEntryCache(10);
  cache.set('a', 2, 1000);
  expect(cache.get('a', 1000)).toBe(2);
  expect(cache.get('a', 1000 + ENTRY_LIFETIME_MS - 1)).toBe(2);
  expect(cache.get('a', 1000 + ENTRY_LIFETIME_MS)).toBeUndefined();
  expect(cache.get('a', 1001)).toBeUndefined();
});

test('using an entry does not make it younger', () => {
  const cache = createEntryCache(10);
  cache.set('a', 0, 0);
  for (let now = 0; now < ENTRY_LIFETIME_MS; now += 1000) expect(cache.get('a', now)).toBe(0);
  expect(cache.get('a', ENTRY_LIFETIME_MS)).toBeUndefined();
});

test('an entry of the future is not used: somebody set the clock back', () => {
  const cache = createEntryCache(10);
  cache.set('a', 1, 5000);
  expect(cache.get('a', 4999)).toBeUndefined();
});

test('the entry that was not used for longest goes first', () => {
  const cache = createEntryCache(3);
  for (const [shard, key] of ['a', 'b', 'c'].entries()) cache.set(key, shard, 0);
  expect(cache.get('a', 1)).toBe(0);
  cache.set('d', 3, 1);
  const found = ['a', 'b', 'c', 'd'].map((key) => cache.get(key, 1));
  expect(found).toEqual([0, undefined, 2, 3]);
  cache.set('a', 7, 1);
  expect(cache.get('a', 1)).toBe(7);
});

test('one entry goes, or all', () => {
  const cache = createEntryCache(3);
  for (const [shard, key] of ['a', 'b', 'c'].entries()) cache.set(key, shard, 0);
  cache.delete('b');
  expect(['a', 'b', 'c'].map((key) => cache.get(key, 1))).toEqual([0, undefined, 2]);
  cache.clear();
  expect(['a', 'b', 'c'].map((key) => cache.get(key, 1))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
