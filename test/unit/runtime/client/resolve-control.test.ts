import { describe, expect, test } from 'vitest';
import { resolveControl } from '../../../../runtime/client/resolve-control.js';
import { thrown } from '../fixture/thrown.js';

const URL_OF = { CONTROL: 'postgres://h/control', OTHER: 'postgresql://h/other', EMPTY: '' };

describe('the url of the control database', () => {
  test.each([
    ['the variable of the generated code', undefined, 'postgres://h/control'],
    ['a url', 'postgres://h/given', 'postgres://h/given'],
    ['an object with a url', { url: 'postgres://h/given' }, 'postgres://h/given'],
    ['another variable', { env: 'OTHER' }, 'postgresql://h/other'],
    ['an object with another variable', { url: { env: 'OTHER' } }, 'postgresql://h/other'],
  ])('comes from %s', (_, given, url) => {
    expect(resolveControl({ env: 'CONTROL' }, given, URL_OF)).toBe(url);
  });

  test.each([
    [{ env: 'NOT_SET' }, undefined, 'NOT_SET is not set'],
    [{ env: 'EMPTY' }, undefined, 'EMPTY is not set or empty'],
    [{ env: 'CONTROL' }, { env: 'NOT_SET' }, 'NOT_SET is not set'],
    [{}, undefined, 'names no environment variable'],
  ])('is missed by name: %j and %j', (declared, given, text) => {
    const error = thrown(() => resolveControl(declared, given, URL_OF));
    expect(error.code).toBe('SG3403');
    expect(error.message).toContain(text);
  });

  test.each([5, null, [], { uri: 'x' }, { url: 5 }, { env: 5 }])(
    'has one of its forms: %j',
    (given) => {
      expect(thrown(() => resolveControl({}, given, URL_OF)).code).toBe('SG4010');
    },
  );

  test('is one of PostgreSQL, and never shown', () => {
    const error = thrown(() => resolveControl({}, 'mysql://u:SECRET@h/d', URL_OF));
    expect(error.code).toBe('SG4010');
    expect(error.message).not.toContain('SECRET');
  });
});
