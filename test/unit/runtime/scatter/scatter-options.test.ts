import { describe, expect, test } from 'vitest';
import { resolveScatter } from '../../../../runtime/client/resolve-scatter.js';
import { readScatterOptions } from '../../../../runtime/scatter/options/read-options.js';
import { thrown } from '../fixture/thrown.js';

const settings = resolveScatter(undefined, undefined);
const read = (given: unknown) =>
  readScatterOptions({ model: 'Order', method: 'onAllShards' }, given, settings);

describe('the options of a call', () => {
  test('are those of the client, where nothing is said', () => {
    const { concurrency, maxRows, maxBytes } = settings;
    const expected = {
      onFailure: 'fail',
      deadlineMs: undefined,
      signal: undefined,
      concurrency,
      maxRows,
      maxBytes,
    };
    expect(read(undefined)).toEqual(expected);
    expect(read({ maxRows: undefined, signal: undefined })).toEqual(expected);
    expect([concurrency, maxRows]).toEqual([16, 100_000]);
  });

  test('are what is said, read once', () => {
    const { signal } = new AbortController();
    let reads = 0;
    const given = {
      onFailure: 'partial',
      get deadlineMs() {
        reads += 1;
        return 250.5;
      },
      signal,
      concurrency: 1,
      maxRows: 2_147_483_646,
      maxBytes: 1,
    };
    expect(read(given)).toEqual({ ...given, deadlineMs: 250.5 });
    // Once by the code, and once by the copy that the test makes.
    expect(reads).toBe(2);
  });

  test.each([
    ['onFailure', 'Partial'],
    ['onFailure', null],
    ['deadlineMs', 0],
    ['deadlineMs', '5'],
    ['deadlineMs', Number.NaN],
    ['deadlineMs', 2_147_483_648],
    ['signal', {}],
    ['signal', new AbortController()],
    ['concurrency', 0],
    ['concurrency', 1.5],
    ['concurrency', Number.POSITIVE_INFINITY],
    ['maxRows', 2_147_483_647],
    ['maxRows', 5n],
    ['maxBytes', -1],
  ])('with %s %s are refused', (name, value) => {
    const { code, message } = thrown(() => read({ [name]: value }));
    expect(code).toBe('SG5010');
    expect(message).toContain(`Order.onAllShards(): \`${name}\` is `);
  });

  test.each([[null], [5], ['partial'], [[]], [() => ({})]])('are no %s', (given) => {
    expect(thrown(() => read(given)).code).toBe('SG5010');
  });

  test('that there are not are refused, with the one that was meant', () => {
    expect(thrown(() => read({ deadline: 5 })).code).toBe('SG5010');
    expect(() => read({ deadline: 5 })).toThrow('Did you mean "deadlineMs"?');
  });
});

describe('the settings of all calls', () => {
  test('take the deadline of the client where they have none', () => {
    expect(resolveScatter(undefined, 70).deadlineMs).toBe(70);
    expect(resolveScatter({ deadlineMs: 80 }, 70).deadlineMs).toBe(80);
    expect(resolveScatter({ queue: 0, retries: 0 }, undefined)).toMatchObject({
      queue: 0,
      retries: 0,
      processConcurrency: 64,
    });
  });

  test.each([
    ['concurrency', 0],
    ['processConcurrency', 0],
    ['queue', -1],
    ['maxRows', '5'],
    ['maxBytes', 0.5],
    ['retries', -1],
    ['deadlineMs', 0],
  ])('with %s %s are refused', (name, value) => {
    const { code, message } = thrown(() => resolveScatter({ [name]: value }, undefined));
    expect(code).toBe('SG4010');
    expect(message).toContain(`\`scatter.${name}\``);
  });

  test('that there are not are refused, and so is what is no object', () => {
    const misspelt = () => resolveScatter({ concurency: 5 }, undefined);
    expect(thrown(misspelt).code).toBe('SG4013');
    expect(misspelt).toThrow('Did you mean "concurrency"?');
    expect(thrown(() => resolveScatter(5, undefined)).code).toBe('SG4010');
  });
});
