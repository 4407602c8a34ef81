import { describe, expect, test } from 'vitest';
import {
  databaseManifest,
  enumsManifest,
  scalarCode,
} from '../../../generator/plan/scalars-manifest.js';
import { scalarPlans, tablePlan } from '../../../runtime/router/scalar-plan.js';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import type { ShardedModel } from '../../../schema/model/sharded-model.js';
import { DATASOURCE, file } from '../schema/support/shop-schema.js';

function modelWith(fields: string, rest = '', head = ''): ShardedModel {
  const schema = `${DATASOURCE}${head}/// @@shard.hash(on: [id])\nmodel Thing {\n  id Int @id\n${fields}\n${rest}}\n`;
  const { diagnostics, model } = analyzeSchema([file(schema)]);
  expect(diagnostics).toEqual([]);
  const [thing] = model?.models ?? [];
  if (thing === undefined) throw new Error('there is no model');
  return thing;
}

const code = (type: string) => {
  const field = modelWith(`  f ${type}`).scalars[1];
  return field === undefined ? undefined : scalarCode(field);
};

describe('the code of a field', () => {
  test.each([
    ['Int', 'int'],
    ['Int? @db.SmallInt', 'int?'],
    ['BigInt', 'bigint'],
    ['Float', 'float'],
    ['Float @db.Real', 'real'],
    ['Decimal', 'decimal 30'],
    ['Decimal? @db.Decimal(10, 2)', 'decimal 2?'],
    ['Decimal @db.Decimal(10, 0)', 'decimal 0'],
    ['Decimal @db.Decimal', 'decimal'],
    ['Decimal @db.Money', 'money'],
    ['Boolean', 'boolean'],
    ['String', 'text'],
    ['String? @db.VarChar(5)', 'text?'],
    ['String @db.Char(5)', 'char'],
    ['String @db.Citext', 'citext'],
    ['String @db.Uuid', 'uuid'],
    ['String @db.Bit(3)', 'bit'],
    ['String @db.VarBit', 'bit'],
    ['String @db.Inet', 'inet'],
    ['String @db.Xml', 'xml'],
    ['Bytes', 'bytes'],
    ['Json', 'json'],
    ['Json? @db.Json', 'json?'],
    ['DateTime', 'datetime'],
    ['DateTime @db.Timestamp(3)', 'datetime'],
    ['DateTime @db.Timestamp(0)', 'datetime'],
    ['DateTime @db.Timestamp', 'microdatetime'],
    ['DateTime @db.Timestamptz(3)', 'datetime'],
    ['DateTime @db.Timestamptz', 'microdatetime'],
    ['DateTime @db.Timestamptz(4)', 'microdatetime'],
    ['DateTime? @db.Date', 'date?'],
    ['DateTime @db.Time(3)', 'time'],
    ['DateTime @db.Time', 'microtime'],
    ['DateTime @db.Timetz(3)', 'timetz'],
    ['String[]', 'list'],
    ['Unsupported("point")?', undefined],
  ])('%s is %s', (type, expected) => {
    expect(code(type)).toBe(expected);
  });
});

const ENUM = 'enum Status {\n  OPEN\n  PAID @map("paid in full")\n\n  @@map("stati")\n}\n\n';

test('names of the database are told where they differ, and the runtime reads them back', () => {
  const model = modelWith(
    '  status Status? @map("the status")\n  name String',
    '\n  @@map("things of old")\n',
    ENUM,
  );
  const database = databaseManifest(model);
  expect(database).toEqual({
    table: 'things of old',
    columns: { status: 'the status' },
    labels: { status: { PAID: 'paid in full' } },
  });
  const enums = enumsManifest(model);
  expect(enums).toEqual({ Status: ['OPEN', 'PAID'] });
  const manifest = {
    ...{ name: 'Thing', delegate: 'thing', group: 'Thing', shardKey: [], primaryKey: ['id'] },
    ...{ compoundUniques: {}, relations: {}, database: database ?? {}, enums: enums ?? {} },
    scalars: { id: 'int', status: 'enum Status?', price: 'decimal 2' },
  } as const;
  expect(tablePlan(manifest)).toEqual({ schema: undefined, name: 'things of old' });
  const plain = { nullable: false, scale: undefined, enum: undefined };
  expect([...scalarPlans(manifest).values()]).toEqual([
    { ...plain, name: 'id', kind: 'int', column: 'id' },
    {
      ...plain,
      ...{ name: 'status', kind: 'enum', column: 'the status', nullable: true },
      enum: { name: 'Status', values: ['OPEN', 'PAID'], labels: { PAID: 'paid in full' } },
    },
    { ...plain, name: 'price', kind: 'decimal', column: 'price', scale: 2 },
  ]);
});

test('nothing is told where all names are the same', () => {
  expect(databaseManifest(modelWith('  name String'))).toBeUndefined();
  expect(enumsManifest(modelWith('  name String'))).toBeUndefined();
});

test('the primary key has no optional field', () => {
  const { diagnostics, model } = analyzeSchema([
    file(
      `${DATASOURCE}/// @@shard.hash(on: [a])\nmodel Thing {\n  a Int\n  b Int?\n  c Int\n\n  @@unique([a, b])\n  @@unique([a, c])\n}\n`,
    ),
  ]);
  expect(diagnostics).toEqual([]);
  expect(model?.models[0]?.primaryKey).toEqual(['a', 'c']);
});
