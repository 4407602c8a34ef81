import { expect, test } from 'vitest';
import type { Fields } from '../../../../runtime/router/fields.js';
import { hiddenColumns } from '../../../../runtime/scatter/order/hidden-columns.js';
import { readOrder } from '../../../../runtime/scatter/order/read-order.js';
import { thrown } from '../fixture/thrown.js';
import { planOf } from './order-plans.js';

const call = { model: 'Thing', method: 'onAllShards().findMany' };
const plan = planOf('Thing');

function hide(orderBy: unknown, args: Fields, clientOmit?: Fields) {
  const { terms } = readOrder(plan, call, orderBy);
  return hiddenColumns({ call, clientOmit, plan }, args, terms);
}

const DEEP = [{ box: { label: 'asc' } }, { box: { things: { _count: 'asc' } } }];

test.each<readonly [string, unknown, Fields, Fields, readonly string[]]>([
  ['nothing is missing', { title: 'asc' }, {}, {}, []],
  [
    'nothing is missing',
    { title: 'asc' },
    { include: { parts: true } },
    { include: { parts: true } },
    [],
  ],
  [
    'a field is missing',
    { title: 'asc' },
    { select: { id: true } },
    { select: { id: true, title: true } },
    ['title'],
  ],
  [
    'a field is turned off',
    { title: 'asc' },
    { select: { title: false, big: true } },
    { select: { title: true, big: true, id: true } },
    ['title', 'id'],
  ],
  [
    'a field is left out',
    { title: 'asc' },
    { omit: { title: true, big: true } },
    { omit: { title: false, big: true } },
    ['title'],
  ],
  [
    'a relation is missing',
    DEEP,
    { select: { id: true } },
    {
      select: {
        id: true,
        box: { select: { label: true, _count: { select: { things: true } } } },
      },
    },
    ['box.label', 'box._count.things'],
  ],
  [
    'a relation has a part of it',
    DEEP,
    { include: { box: { select: { size: true, _count: { select: { things: true } } } } } },
    {
      include: {
        box: { select: { size: true, label: true, _count: { select: { things: true } } } },
      },
    },
    ['box.label'],
  ],
  [
    'all rows are counted',
    { parts: { _count: 'asc' } },
    { include: { _count: true } },
    { include: { _count: true } },
    [],
  ],
  [
    'nothing is counted',
    { parts: { _count: 'asc' } },
    {},
    { include: { _count: { select: { parts: true } } } },
    ['_count.parts'],
  ],
  ['Prisma refuses it', { title: 'asc' }, { select: {} }, { select: {} }, []],
  ['Prisma refuses it', { title: 'asc' }, { select: { id: false } }, { select: { id: false } }, []],
])('where %s, by %j of %j', (_, orderBy, args, expected, names) => {
  const hidden = hide(orderBy, args);
  expect(hidden.args).toEqual(expected);
  expect(hidden.names).toEqual(names);
});

test('rows come without what was added, at any depth', () => {
  const { strip } = hide(DEEP, { select: { big: true, box: { select: { size: true } } } });
  const row = { big: 1n, id: 1, box: { size: 2, label: 'x', _count: { things: 3 } } };
  expect(strip(row)).toEqual({ big: 1n, box: { size: 2 } });
  expect(strip({ ...row, box: null })).toEqual({ big: 1n, box: null });
  expect(row.box.label).toBe('x');
});

test('what the client leaves out is added, but for what the call asks for itself', () => {
  const omit = { thing: { title: true, big: true }, box: { label: true } };
  const orderBy = [{ title: 'asc' }, { big: 'asc' }, ...DEEP];
  const hidden = hide(orderBy, { omit: { big: false }, include: { box: true } }, omit);
  expect(hidden.args).toEqual({
    omit: { big: false, title: false },
    include: { box: { omit: { label: false }, include: { _count: { select: { things: true } } } } },
  });
  expect(hidden.names).toEqual(['title', 'box.label', 'box._count.things']);
});

test('a name that has something else is refused', () => {
  const filtered = { _count: { select: { parts: { where: { no: 1 } } } } };
  expect(thrown(() => hide({ parts: { _count: 'asc' } }, { include: filtered })).code).toBe(
    'SG3045',
  );
  const some = { box: { where: { size: 1 } } };
  expect(thrown(() => hide({ box: { label: 'asc' } }, { include: some })).code).toBe('SG3045');
});
