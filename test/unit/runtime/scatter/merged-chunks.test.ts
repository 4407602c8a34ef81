import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ChunkReader,
  mergedChunks,
} from '../../../../runtime/scatter/stream/merged-chunks.js';
import { RowIterator } from '../../../../runtime/scatter/stream/row-iterator.js';

type Row = readonly [key: number, shard: number];

/** Sorted lists, each as far away as a shard is, that count what was asked of them. */
function shardsOf(lists: readonly (readonly number[])[], batchSize: number) {
  const sorted = lists.map((keys) => [...keys].sort((a, b) => a - b));
  const state = { asked: 0, running: 0, read: 0, stopped: false };
  const reader: ChunkReader<Row, number> = {
    shards: [...sorted.keys()],
    async read(shard, after = 0) {
      if (state.stopped) throw new Error('stopped');
      state.asked++;
      state.running++;
      await new Promise((resolve) => setImmediate(resolve));
      state.running--;
      if (state.stopped) throw new Error('stopped');
      const keys = sorted[shard] ?? [];
      const rows = keys.slice(after, after + batchSize).map((key): Row => [key, shard]);
      state.read += rows.length;
      return { rows, next: rows.length < batchSize ? undefined : after + batchSize };
    },
    comparing: async () => (a, b) => a[0] - b[0],
    stop: () => {
      state.stopped = true;
    },
  };
  const stop = () => reader.stop();
  const iterate = () => ({
    [Symbol.asyncIterator]: () => new RowIterator(mergedChunks(reader, undefined), stop),
  });
  return { state, iterate, all: sorted.flat().sort((a, b) => a - b) };
}

const lists = fc.array(fc.array(fc.nat(30), { maxLength: 25 }), { minLength: 1, maxLength: 5 });
const batchSizes = fc.integer({ min: 1, max: 8 });

describe('rows of several shards', () => {
  test('come all, in order, and no more than two batches of each shard are held', async () => {
    await fc.assert(
      fc.asyncProperty(lists, batchSizes, async (given, batchSize) => {
        const { all, iterate, state } = shardsOf(given, batchSize);
        const found: number[] = [];
        for await (const [key] of iterate()) {
          expect(state.read - found.length).toBeLessThanOrEqual(given.length * batchSize * 2);
          found.push(key);
        }
        expect(found).toEqual(all);
        expect(state.running).toBe(0);
      }),
    );
  });

  test('are not read while nobody takes any', async () => {
    const { iterate, state } = shardsOf(
      [
        [1, 3, 5, 7, 9, 11],
        [2, 4, 6, 8, 10, 12],
      ],
      2,
    );
    const iterator = iterate()[Symbol.asyncIterator]();
    expect(state.asked).toBe(0);
    await iterator.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(state.asked).toBe(4);
    await iterator.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(state.asked).toBe(4);
    await iterator.return();
  });

  test('come in order to calls that do not wait for each other', async () => {
    await fc.assert(
      fc.asyncProperty(lists, batchSizes, async (given, batchSize) => {
        const { all, iterate } = shardsOf(given, batchSize);
        const iterator = iterate()[Symbol.asyncIterator]();
        const results = await Promise.all(
          Array.from({ length: all.length + 2 }, () => iterator.next()),
        );
        expect(results.map(({ value }) => value?.[0])).toEqual([...all, undefined, undefined]);
      }),
    );
  });

  test('are not read on after a break, and nothing is left running', async () => {
    await fc.assert(
      fc.asyncProperty(lists, batchSizes, fc.nat(40), async (given, batchSize, most) => {
        const { all, iterate, state } = shardsOf(given, batchSize);
        const found: number[] = [];
        for await (const [key] of iterate()) {
          found.push(key);
          if (found.length > most) break;
        }
        expect(found).toEqual(all.slice(0, most + 1));
        expect(state.running).toBe(0);
        const { asked } = state;
        await new Promise((resolve) => setImmediate(resolve));
        expect(state.asked).toBe(asked);
      }),
    );
  });

  test('end for a call that waits while the loop is ended', async () => {
    const { iterate } = shardsOf([[1, 2, 3]], 1);
    const iterator = iterate()[Symbol.asyncIterator]();
    const waiting = iterator.next();
    const ended = iterator.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await ended).toEqual({ done: true, value: undefined });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test('stop at an error of a shard, after the rows before it', async () => {
    const failure = new Error('shard 1 is gone');
    const reader: ChunkReader<Row, number> = {
      shards: [0, 1],
      async read(shard, after = 0) {
        if (shard === 1 && after > 0) throw failure;
        return { rows: [[after * 10 + shard, shard]], next: after + 1 };
      },
      comparing: async () => (a, b) => a[0] - b[0],
      stop: () => undefined,
    };
    const iterator = new RowIterator(mergedChunks(reader, undefined), () => undefined);
    expect((await iterator.next()).value).toEqual([0, 0]);
    expect((await iterator.next()).value).toEqual([1, 1]);
    await expect(iterator.next()).rejects.toBe(failure);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });
});
