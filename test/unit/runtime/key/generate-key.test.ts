import { expect, test } from 'vitest';
import { canonicalValue } from '../../../../runtime/key/canonical-value.js';
import { generateKey } from '../../../../runtime/key/generate-key.js';

test('a generated key is a canonical UUID of its version', () => {
  for (const [kind, version] of [
    ['uuid4', '4'],
    ['uuid7', '7'],
  ] as const) {
    const key = generateKey(kind);
    expect(canonicalValue('uuid', key)).toBe(key);
    expect(key[14]).toBe(version);
    expect('89ab').toContain(key[19]);
    expect(generateKey(kind)).not.toBe(key);
  }
});

test('a version 7 key begins with the milliseconds of now', () => {
  const before = Date.now();
  const stamp = Number.parseInt(generateKey('uuid7').replace('-', '').slice(0, 12), 16);
  expect(stamp).toBeGreaterThanOrEqual(before);
  expect(stamp).toBeLessThanOrEqual(Date.now());
});
