import type { Loose } from '../../../support/generated-shards.js';
import { type Key, keyOf } from './keys.js';

/** A column as reads filter, order and project it. */
export interface Column {
  readonly name: string;
  readonly kind: string;
  readonly optional: boolean;
  /** Part of what tells the rows of one shard key apart. */
  readonly unique: boolean;
}

/** A relation as reads follow it. */
export interface Link {
  readonly name: string;
  readonly model: string;
  readonly list: boolean;
  readonly optional: boolean;
}

/** `name:kind`, with `?` for optional ones and `!` for those that make a row unique. */
const column = (text: string): Column => {
  const [name = '', kind = ''] = text.split(':');
  return {
    name: name.replace(/[?!]/, ''),
    kind,
    optional: name.endsWith('?'),
    unique: name.endsWith('!'),
  };
};

/** `name:Model`, with `[]` for lists and `?` for optional ones. */
const link = (text: string): Link => {
  const [name = '', model = ''] = text.split(':');
  return {
    name: name.replace(/\[\]|\?/, ''),
    model,
    list: name.endsWith('[]'),
    optional: name.endsWith('?'),
  };
};

const each = <T>(table: Readonly<Record<string, string>>, read: (text: string) => T) =>
  Object.fromEntries(
    Object.entries(table).map(([model, text]) => [
      model,
      text.split(' ').filter(Boolean).map(read),
    ]),
  );

export const COLUMNS: Readonly<Record<string, readonly Column[]>> = each(
  {
    User: 'id!:bigint email:text name?:text score?:int credit:decimal ratio?:float active:bool born?:date meta?:json avatar?:bytes tags:list',
    Profile: 'userId!:bigint bio?:text',
    Address: 'id!:int city:text',
    Order: 'id!:int code?:text status:enum total:decimal note?:text placedAt?:date addressId?:int',
    Item: 'orderId!:int line!:int sku:text qty:int weight?:float',
    Payment: 'id!:int orderId?:int amount:decimal',
    Account: 'id!:uuid label:text',
    Note: 'id!:int text?:text rank?:int parentId?:int',
    Depot: 'code!:int region:text label?:text',
    Shelf: 'number!:int note?:text height?:decimal',
    Box: 'shelf!:int id!:int label?:text',
  },
  column,
);

export const LINKS: Readonly<Record<string, readonly Link[]>> = each(
  {
    User: 'profile?:Profile orders[]:Order addresses[]:Address payments[]:Payment',
    Profile: 'user:User',
    Address: 'user:User orders[]:Order',
    Order: 'user:User address?:Address items[]:Item payment?:Payment',
    Item: 'order:Order',
    Payment: 'user:User order?:Order',
    Account: 'notes[]:Note',
    Note: 'account:Account parent?:Note children[]:Note',
    Depot: 'shelves[]:Shelf',
    Shelf: 'depot:Depot boxes[]:Box',
    Box: 'onShelf:Shelf',
  },
  link,
);

export const READ_MODELS = Object.keys(COLUMNS);

const compound = (name: string, model: string, key: Key, rest: object) => ({
  [name]: { ...keyOf(model, key), ...rest },
});

/** Unique selectors of a model, with its key. */
export const SELECTORS: Readonly<Record<string, readonly ((key: Key, n: number) => Loose)[]>> = {
  User: [([id]) => ({ id }), ([id], n) => ({ id, email: `e${n}` })],
  Profile: [([userId]) => ({ userId })],
  Address: [(key, id) => compound('userId_id', 'Address', key, { id })],
  Order: [
    (key, id) => compound('userId_id', 'Order', key, { id }),
    (key, n) => compound('userId_code', 'Order', key, { code: `c${n}` }),
  ],
  Item: [(key, line) => compound('userId_orderId_line', 'Item', key, { orderId: 1, line })],
  Payment: [
    (key, id) => compound('userId_id', 'Payment', key, { id }),
    (key, orderId) => compound('userId_orderId', 'Payment', key, { orderId }),
  ],
  Account: [([id]) => ({ id }), ([id]) => ({ id: String(id).toUpperCase() })],
  Note: [(key, id) => compound('accountId_id', 'Note', key, { id })],
  Depot: [(key) => compound('region_code', 'Depot', key, {})],
  Shelf: [(key, number) => compound('place', 'Shelf', key, { number })],
  Box: [(key, id) => compound('region_depotCode_shelf_id', 'Box', key, { shelf: 1, id })],
};

/** Values of each kind, in rows and in filters: those that are easy to spoil. */
export const VALUES: Readonly<Record<string, readonly Loose[]>> = {
  text: [
    '',
    'a',
    'A',
    'ab',
    "o'hara",
    '"quoted"',
    '50%',
    'a_b',
    '\\',
    'é',
    'e\u0301',
    '日本',
    '👋🏽',
    'x'.repeat(300),
  ],
  int: [0, 1, 2, 3, -1, 2147483647, -2147483648],
  bigint: [0n, 1n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)],
  decimal: ['0', '1', '0.1', '-2.50', '12345678901234567890.123456789', '1e-9'],
  float: [0, 0.1, -1.5, 1e300, 5e-324],
  bool: [true, false],
  date: [new Date(0), new Date('2024-02-29T12:34:56.789Z'), new Date('9999-12-31T23:59:59.999Z')],
  enum: ['OPEN', 'PAID', 'SHIPPED'],
  json: [{}, [], 'text', 0, { a: [1, null, { b: '👋🏽' }], '': "'" }],
  bytes: [new Uint8Array(), new Uint8Array([0, 255, 1]), new TextEncoder().encode('é')],
  list: [[], [''], ['a', 'é'], ['a', 'a', "o'hara"]],
  uuid: ['a0eebc99-9c0b-4ef8-bb6d-000000000001', 'A0EEBC99-9C0B-4EF8-BB6D-000000000002'],
};
