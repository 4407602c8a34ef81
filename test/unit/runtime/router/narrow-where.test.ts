import { expect, test } from 'vitest';
import { narrowWhere } from '../../../../runtime/router/narrow-where.js';

const FILTER = { country: 'NL' };

test.each([
  ['nothing', undefined, FILTER],
  ['an empty OR, which matches no row', { OR: [] }, { OR: [], AND: [FILTER] }],
  ['one AND', { AND: { id: 1 } }, { AND: [{ id: 1 }, FILTER] }],
  ['several', { AND: [{ id: 1 }, { id: 2 }] }, { AND: [{ id: 1 }, { id: 2 }, FILTER] }],
  ['a toJSON', { toJSON: () => ({ OR: [] }) }, { OR: [], AND: [FILTER] }],
  ['what Prisma refuses', null, { AND: [null, FILTER] }],
])('a filter of %s asks for something else too', (_, where, expected) => {
  expect(narrowWhere(where, FILTER)).toEqual(expected);
});
