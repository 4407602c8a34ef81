import { describe, expect, test } from 'vitest';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import { DATASOURCE, file, SHOP } from './support/shop-schema.js';

const at = (line: number, length: number) => ({ file: 'schema.prisma', line, column: 7, length });

const scalar = (name: string, kind: string, nullable = false) => ({
  name,
  kind,
  nullable,
  column: name,
});

function allFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(allFrozen);
}

function modelOf(schema: string) {
  const { model, diagnostics } = analyzeSchema([file(DATASOURCE + schema)]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return model;
}

describe('the sharding model of a schema', () => {
  test('says of each model where its rows live', () => {
    const { model, diagnostics } = analyzeSchema([file(SHOP)]);
    expect(diagnostics).toEqual([]);
    expect(model).toEqual({
      groups: [
        { root: 'Depot', strategy: { kind: 'hash', buckets: 4096 }, members: ['Depot'] },
        {
          root: 'User',
          strategy: { kind: 'hash', buckets: 64 },
          members: ['Item', 'Order', 'User'],
        },
      ],
      models: [
        {
          name: 'Depot',
          delegate: 'depot',
          documentation: '',
          group: 'Depot',
          placement: { kind: 'root' },
          shardKey: [
            { name: 'region', type: 'text' },
            { name: 'number', type: 'int' },
          ],
          scalars: [scalar('region', 'text'), scalar('number', 'int')],
          primaryKey: ['region', 'number'],
          stored: { name: 'Depot' },
          uniques: [{ name: 'region_number', fields: ['region', 'number'], compound: true }],
          uniqueIndexes: [],
          relations: [],
          indexes: [],
          crossRelations: [],
          ids: [],
          location: at(43, 5),
        },
        {
          name: 'Item',
          delegate: 'item',
          documentation: '',
          group: 'User',
          placement: { kind: 'colocated', with: 'Order' },
          shardKey: [{ name: 'userId', type: 'uuid' }],
          scalars: [scalar('userId', 'uuid'), scalar('orderId', 'bigint'), scalar('line', 'int')],
          primaryKey: ['userId', 'orderId', 'line'],
          stored: { name: 'Item' },
          uniques: [{ name: 'line_of', fields: ['userId', 'orderId', 'line'], compound: true }],
          uniqueIndexes: [],
          relations: [
            {
              name: 'order',
              target: 'Order',
              list: false,
              required: true,
              oneToOne: false,
              inverse: 'items',
              fields: ['userId', 'orderId'],
              references: ['userId', 'id'],
              carriesShardKey: true,
            },
          ],
          indexes: [],
          crossRelations: [],
          ids: [],
          location: at(33, 4),
        },
        {
          name: 'Order',
          delegate: 'order',
          documentation: 'What a customer bought.',
          group: 'User',
          placement: { kind: 'colocated', with: 'User' },
          shardKey: [{ name: 'userId', type: 'uuid' }],
          scalars: [
            scalar('id', 'bigint'),
            scalar('userId', 'uuid'),
            scalar('parentId', 'bigint', true),
          ],
          primaryKey: ['userId', 'id'],
          stored: { name: 'Order' },
          uniques: [{ name: 'userId_id', fields: ['userId', 'id'], compound: true }],
          uniqueIndexes: [],
          relations: [
            {
              name: 'user',
              target: 'User',
              list: false,
              required: true,
              oneToOne: false,
              inverse: 'orders',
              fields: ['userId'],
              references: ['id'],
              carriesShardKey: true,
            },
            {
              name: 'parent',
              target: 'Order',
              list: false,
              required: false,
              oneToOne: false,
              inverse: 'parts',
              fields: ['userId', 'parentId'],
              references: ['userId', 'id'],
              carriesShardKey: true,
            },
            {
              name: 'parts',
              target: 'Order',
              list: true,
              required: false,
              oneToOne: false,
              inverse: 'parent',
              fields: [],
              references: [],
              carriesShardKey: true,
            },
            {
              name: 'items',
              target: 'Item',
              list: true,
              required: false,
              oneToOne: false,
              inverse: 'order',
              fields: [],
              references: [],
              carriesShardKey: true,
            },
          ],
          indexes: [],
          crossRelations: [],
          ids: [],
          location: at(20, 5),
        },
        {
          name: 'User',
          delegate: 'user',
          documentation: 'A customer.',
          group: 'User',
          placement: { kind: 'root' },
          shardKey: [{ name: 'id', type: 'uuid', generated: 'uuid7' }],
          scalars: [scalar('id', 'uuid'), scalar('email', 'text')],
          primaryKey: ['id'],
          stored: { name: 'User' },
          uniques: [
            { name: 'id', fields: ['id'], compound: false },
            { name: 'id_email', fields: ['id', 'email'], compound: true },
          ],
          uniqueIndexes: [['id', 'email']],
          relations: [
            {
              name: 'orders',
              target: 'Order',
              list: true,
              required: false,
              oneToOne: false,
              inverse: 'user',
              fields: [],
              references: [],
              carriesShardKey: true,
            },
          ],
          indexes: [],
          crossRelations: [],
          ids: [],
          location: at(7, 4),
        },
      ],
    });
  });

  test('is frozen to its leaves', () => {
    expect(allFrozen(analyzeSchema([file(SHOP)]).model)).toBe(true);
    expect(allFrozen(analyzeSchema([file(SHOP)]).datamodel)).toBe(true);
  });

  test('is the same for one file and for several, but for the places', () => {
    const parts = SHOP.split(/\n\n(?=\/\/\/)/).map((part, i) =>
      file(`${part}\n`, `${9 - i}.prisma`),
    );
    const plain = (model: unknown) =>
      JSON.stringify(model, (key, value) => (key === 'location' ? undefined : value));
    const several = analyzeSchema(parts);
    expect(several.diagnostics).toEqual([]);
    expect(plain(several.model)).toBe(plain(analyzeSchema([file(SHOP)]).model));
    expect(several.model?.models[3]?.location).toEqual({
      file: '8.prisma',
      line: 3,
      column: 7,
      length: 4,
    });
  });

  test.each([
    ['Int', { type: 'int' }],
    ['Int @db.Integer', { type: 'int' }],
    ['Int @db.SmallInt', { type: 'int' }],
    ['BigInt', { type: 'bigint' }],
    ['BigInt @db.BigInt', { type: 'bigint' }],
    ['String', { type: 'text' }],
    ['String @db.Text', { type: 'text' }],
    ['String @db.VarChar(20)', { type: 'text', maxLength: 20 }],
    ['String @db.Uuid', { type: 'uuid' }],
    ['String @default(uuid())', { type: 'text', generated: 'uuid4' }],
    ['String @default(uuid(4)) @db.Uuid', { type: 'uuid', generated: 'uuid4' }],
    ['String @default(uuid(7))', { type: 'text', generated: 'uuid7' }],
    ['String @default(cuid())', { type: 'text' }],
    ['String @default(nanoid())', { type: 'text' }],
    ['String @default(ulid())', { type: 'text' }],
    ['String @default(dbgenerated("gen_random_uuid()")) @db.Uuid', { type: 'uuid' }],
  ])('takes a key of %s', (type, expected) => {
    const model = modelOf(`/// @@shard.hash(on: [key])\nmodel User {\n  key ${type} @id\n}\n`);
    expect(model?.models[0]?.shardKey).toEqual([{ name: 'key', ...expected }]);
  });

  test('names selectors as Prisma Client does', () => {
    const model = modelOf(
      `/// @@shard.hash(on: [a])
model OrderItem {
  a BigInt @unique
  b Int?
  c Int

  @@id([a], name: "ignored")
  @@unique([a, b])
  @@unique([a, c], name: "given")
}
`,
    );
    expect(model?.models.map(({ delegate, uniques }) => ({ delegate, uniques }))).toEqual([
      {
        delegate: 'orderItem',
        uniques: [
          { name: 'a', fields: ['a'], compound: false },
          { name: 'a_b', fields: ['a', 'b'], compound: true },
          { name: 'given', fields: ['a', 'c'], compound: true },
        ],
      },
    ]);
  });

  test('tells a foreign key that carries the shard key from one that does not', () => {
    const model = modelOf(
      `/// @@shard.hash(on: [id])
model User {
  id     BigInt  @id
  orders Order[]
}

/// @@shard.colocated(with: User, on: [userId])
model Order {
  id     String @id @default(uuid())
  userId BigInt
  user   User   @relation(fields: [userId], references: [id])
  items  Item[]
}

/// @@shard.colocated(with: Order, on: [userId])
model Item {
  id      String @id @default(uuid())
  userId  BigInt
  orderId String
  order   Order  @relation(fields: [orderId], references: [id])
}
`,
    );
    const carried = model?.models.flatMap(({ name, relations }) =>
      relations.map((relation) => [`${name}.${relation.name}`, relation.carriesShardKey]),
    );
    expect(carried).toEqual([
      ['Item.order', false],
      ['Order.user', true],
      ['Order.items', false],
      ['User.orders', true],
    ]);
  });

  test('has the marked relations of fields, then those of the model', () => {
    const { model, diagnostics } = analyzeSchema([
      file(`${DATASOURCE}
/// @@shard.hash(on: [id])
/// @@shard.relation(name: place, to: Place, fields: [number, zone], references: [number, zone])
model User {
  id     BigInt  @id
  bossId BigInt? /// @shard.relation(to: User)
  other  String? @db.Uuid /// @shard.relation(to: Plan, references: key, name: plan)
  zone   String
  number Int?
}

/// @@shard.geographic(on: [zone], regions: { eu: shard_1 })
model Place {
  zone   String
  number Int

  @@id([zone, number])
}

/// @@shard.global(shard: shard_1)
model Plan {
  key String @unique @db.Uuid
}
`),
    ]);
    expect(diagnostics).toEqual([]);
    expect(model?.models.map(({ name, crossRelations }) => [name, crossRelations])).toEqual([
      ['Place', []],
      ['Plan', []],
      [
        'User',
        [
          {
            name: 'boss',
            target: 'User',
            pairs: [{ field: 'bossId', references: 'id', type: 'bigint' }],
          },
          {
            name: 'plan',
            target: 'Plan',
            pairs: [{ field: 'other', references: 'key', type: 'uuid' }],
          },
          {
            name: 'place',
            target: 'Place',
            pairs: [
              { field: 'number', references: 'number', type: 'int' },
              { field: 'zone', references: 'zone', type: 'text' },
            ],
          },
        ],
      ],
    ]);
  });

  test('does not exist while there is an error', () => {
    const { model, datamodel } = analyzeSchema([file(SHOP.replace('[userId]', '[userID]'))]);
    expect(model).toBeUndefined();
    expect(datamodel?.models.length).toBe(4);
  });

  test('does not exist without files', () => {
    const { model, diagnostics } = analyzeSchema([]);
    expect(model).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['SG1004', 'SG1007']);
  });

  test('exists when there are only warnings', () => {
    const { model, diagnostics } = analyzeSchema([
      file(
        `${DATASOURCE}/// @@shard.hash(on: [id])\nmodel A {\n  id Int @id\n  b Int // @shard.index\n}\n`,
      ),
    ]);
    expect(model?.models.map(({ name }) => name)).toEqual(['A']);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['SG1115', 'warning'],
    ]);
  });
});

test.each([
  ['little', Buffer.from('\uFEFFmodel User {}', 'utf16le')],
  ['big', Buffer.from('\uFEFFmodel User {}', 'utf16le').swap16()],
  ['unmarked', Buffer.from('model User {}', 'utf16le')],
])('a file in UTF-16 (%s endian) is called that', (_, bytes) => {
  const { diagnostics } = analyzeSchema([file(bytes.toString('utf8'))]);
  expect(diagnostics.find(({ code }) => code === 'SG1002')).toMatchObject({
    message: 'The file is not UTF-8: it looks like UTF-16, which Prisma does not read.',
    location: { line: 1, column: 1 },
  });
});
