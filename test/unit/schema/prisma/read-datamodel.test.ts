import { getDMMF } from '@prisma/get-dmmf';
import { describe, expect, test } from 'vitest';
import { readDatamodel } from '../../../../schema/prisma/read-datamodel.js';
import { toDatamodel } from '../../../../schema/prisma/to-datamodel.js';
import { createSourceText } from '../../../../schema/source/source-text.js';
import { largeSchema } from '../support/large-schema.js';
import { DATASOURCE, SHOP } from '../support/shop-schema.js';

const read = (content: string) => readDatamodel([createSourceText('schema.prisma', content)]);

describe('the datamodel', () => {
  test.each([
    ['a shop', SHOP],
    ['a large schema', largeSchema(40)],
  ])('of %s is the one that Prisma gives to generators', (_, schema) => {
    const dmmf = getDMMF({ datamodel: [['schema.prisma', schema]] });
    if ('type' in dmmf) throw dmmf.error;
    expect(read(schema)).toEqual({ datamodel: toDatamodel(dmmf.datamodel), diagnostics: [] });
  });

  test('says what sharding depends on', () => {
    const { datamodel } = read(
      `${DATASOURCE}model User {
  id   String @id @default(uuid(7)) @db.Uuid @map("user_id")
  tags Int[]  @default([1])
  note String? @ignore
  at   DateTime @updatedAt

  @@unique([id, at], name: "both")
}
`,
    );
    const field = {
      dbName: undefined,
      list: false,
      required: true,
      updatedAt: false,
      nativeType: undefined,
      default: undefined,
      relation: undefined,
    };
    expect(datamodel).toEqual({
      enums: [],
      models: [
        {
          name: 'User',
          dbName: undefined,
          dbSchema: undefined,
          delegate: 'user',
          fields: [
            {
              ...field,
              name: 'id',
              kind: 'scalar',
              type: 'String',
              dbName: 'user_id',
              nativeType: 'Uuid',
              default: { kind: 'function', name: 'uuid', arguments: [7] },
            },
            {
              ...field,
              name: 'tags',
              kind: 'scalar',
              type: 'Int',
              list: true,
              default: { kind: 'value' },
            },
            { ...field, name: 'at', kind: 'scalar', type: 'DateTime', updatedAt: true },
          ],
          uniques: [
            { kind: 'id', name: undefined, fields: ['id'] },
            { kind: 'unique', name: 'both', fields: ['id', 'at'] },
          ],
        },
      ],
    });
  });

  test('of a schema that Prisma refuses is its mistakes, in code points', () => {
    expect(
      read(`// é日本😀\n${DATASOURCE}model A { // 😀\n  id Int @id /// 😀\n  b  Foo\n}\n`),
    ).toEqual({
      datamodel: undefined,
      diagnostics: [
        {
          severity: 'error',
          code: 'SG1001',
          message:
            'Prisma: Type "Foo" is neither a built-in type, nor refers to another model, composite type, or enum.',
          fix: 'Change the schema so that `prisma validate` accepts it.',
          location: { file: 'schema.prisma', line: 8, column: 6, length: 3 },
        },
      ],
    });
  });
});
