import { describe, expect, test } from 'vitest';
import { lazily } from '../../../../runtime/executor/lazy-promise.js';

describe('a lazy promise', () => {
  test('starts at the first then, once', async () => {
    let starts = 0;
    const promise = lazily(async () => ++starts);
    await new Promise((done) => setImmediate(done));
    expect(starts).toBe(0);
    expect(await Promise.all([promise, promise, promise.then((n) => n * 10)])).toEqual([1, 1, 10]);
    expect(starts).toBe(1);
  });

  test('rejects with what its work throws, at once or later', async () => {
    const error = new Error('no');
    const later = lazily(async () => {
      throw error;
    });
    const atOnce = lazily(() => {
      throw error;
    });
    for (const promise of [later, atOnce]) {
      await expect(promise).rejects.toBe(error);
      expect(await promise.catch((caught: unknown) => caught)).toBe(error);
    }
  });

  test('runs finally whatever happens', async () => {
    const seen: string[] = [];
    await lazily(async () => 1).finally(() => seen.push('done'));
    await expect(
      lazily(() => Promise.reject(new Error('no'))).finally(() => seen.push('failed')),
    ).rejects.toThrow('no');
    expect(seen).toEqual(['done', 'failed']);
  });
});
