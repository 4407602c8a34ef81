import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closest, didYouMean, distance } from '../../../../schema/diagnostics/did-you-mean.js';

describe('distance', () => {
  test.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['abc', 'abcd', 1],
    ['abc', 'axc', 1],
    ['shrad', 'shard', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['👩', '👨', 1],
  ])('from %j to %j is %i', (from, to, expected) => {
    expect(distance(from, to)).toBe(expected);
  });

  test('is the same in both directions', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => distance(a, b) === distance(b, a)));
  });
});

describe('a suggestion', () => {
  test.each([
    ['bukets', ['on', 'buckets'], 'buckets'],
    ['USERID', ['id', 'userId'], 'userId'],
    ['user_id', ['id', 'userId'], 'userId'],
    ['Usr', ['User', 'Order'], 'User'],
    ['zebra', ['User', 'Order'], undefined],
    ['x', [], undefined],
    ['ab', ['ac', 'aa'], 'aa'],
  ])('for %j among %j is %j', (word, candidates, expected) => {
    expect(closest(word, candidates)).toBe(expected);
  });

  test('is said only when there is one', () => {
    expect(didYouMean('Usr', ['User'])).toBe(' Did you mean "User"?');
    expect(didYouMean('zebra', ['User'])).toBe('');
  });
});
