import { expect, test } from 'vitest';
import { isConnectionFailure } from '../../../../runtime/executor/prisma/is-connection-failure.js';

const failure = (fields: object, message = 'x') => Object.assign(new Error(message), fields);

test.each([
  ['P1001', failure({ name: 'PrismaClientKnownRequestError', code: 'P1001' })],
  ['P2024', failure({ name: 'PrismaClientKnownRequestError', code: 'P2024' })],
  [
    'a client that did not start',
    failure({ name: 'PrismaClientInitializationError', errorCode: 'P1003' }),
  ],
  ['a refused connection', failure({ code: 'ECONNREFUSED' })],
  ['an unknown host', failure({ code: 'ENOTFOUND' })],
  ['all addresses of a host', new AggregateError([failure({ code: 'ECONNREFUSED' })])],
  ['a server that shuts down', failure({ code: '57P01' })],
  ['a broken connection', failure({ code: '08006' })],
  ['a dropped connection', failure({}, 'Connection terminated unexpectedly')],
  ['one behind another', failure({ cause: failure({ code: 'ETIMEDOUT' }) })],
  [
    "one inside Prisma's error",
    failure({
      name: 'PrismaClientKnownRequestError',
      code: 'P2039',
      meta: { driverAdapterError: failure({ cause: { originalCode: '57P01' } }) },
    }),
  ],
])('recognises %s', (_, error) => {
  expect(isConnectionFailure(error)).toBe(true);
});

const circle = failure({});
circle.cause = circle;

test.each([
  ['a unique constraint', failure({ name: 'PrismaClientKnownRequestError', code: 'P2002' })],
  ['a query that the database refused', failure({ code: '42P01' })],
  ['a statement that was cancelled', failure({ code: '57014' })],
  [
    'a validation error that quotes such text',
    failure({ name: 'PrismaClientValidationError' }, 'name: "Connection terminated"'),
  ],
  ['an error that is its own cause', circle],
  ['what is no error', undefined],
])('leaves %s alone', (_, error) => {
  expect(isConnectionFailure(error)).toBe(false);
});
