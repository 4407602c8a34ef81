import { expect, test } from 'vitest';
import { isTransient, TRANSIENT_ERRORS } from '../../../../runtime/running/transient-errors.js';

const SQL_STATES = TRANSIENT_ERRORS.map((code) => (code === '08' ? '08006' : code));

test.each(SQL_STATES)('%s passes, wherever it is said', (code) => {
  expect(isTransient({ code })).toBe(true);
  expect(isTransient({ errorCode: code })).toBe(true);
  const adapter = { cause: { kind: 'postgres', originalCode: code } };
  expect(isTransient({ code: 'P2010', meta: { driverAdapterError: adapter } })).toBe(true);
  expect(isTransient(new Error('x', { cause: new AggregateError([{ code }]) }))).toBe(true);
});

test.each(['23505', '42P01', '57014', 'P2002', 'P2025', 'P1000', 'P1003', '28P01', 'ENOENT'])(
  '%s does not pass',
  (code) => {
    expect(isTransient({ code })).toBe(false);
    expect(isTransient({ cause: { originalCode: code } })).toBe(false);
  },
);

test('broken connections that the driver reports by their text only', () => {
  expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
  const quoted = Object.assign(new Error('Connection terminated'), {
    name: 'PrismaClientValidationError',
  });
  expect(isTransient(quoted)).toBe(false);
});

test('nothing else, and a circle of causes ends', () => {
  const circle = new Error('a');
  circle.cause = circle;
  for (const error of [undefined, null, '08006', 5, circle]) expect(isTransient(error)).toBe(false);
});
