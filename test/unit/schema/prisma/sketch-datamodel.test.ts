import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Datamodel } from '../../../../schema/prisma/datamodel.js';
import { readDatamodel } from '../../../../schema/prisma/read-datamodel.js';
import { sketchDatamodel } from '../../../../schema/prisma/sketch-datamodel.js';
import { scanSchema } from '../../../../schema/source/scan-schema.js';
import { createSourceText } from '../../../../schema/source/source-text.js';
import { largeSchema } from '../support/large-schema.js';
import { DATASOURCE, SHOP } from '../support/shop-schema.js';

const folder = fileURLToPath(new URL('../../../golden/diagnostics/', import.meta.url));
const golden = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('schema.prisma'))
  .map((name): [string, string] => [name, readFileSync(`${folder}${name}`, 'utf8')]);

const RICH = `${DATASOURCE}
enum Colour {
  RED
  BLUE
}

model Account {
  id        String    @id @default(uuid(7)) @db.Uuid
  number    BigInt    @unique(map: "by_number") @default(autoincrement())
  code      String    @default(dbgenerated("gen_random_uuid()")) @map("account_code") @db.VarChar(40)
  name      String?   @default("x") // a comment with @unique
  colour    Colour    @default(RED)
  tags      String[]
  place     Unsupported("point")?
  hidden    Int?      @ignore
  changed   DateTime  @updatedAt
  opened    DateTime  @default(now()) @db.Timestamptz(3)
  entries   Entry[]   @relation("owner")
  leader    Account?  @relation(name: "led", fields: [leaderId], references: [id], onDelete: SetNull, onUpdate: Cascade)
  leaderId  String?   @db.Uuid
  led       Account[] @relation("led")

  @@unique(fields: [code(sort: Desc), number], name: "by_code")
  @@map("accounts")
}

model Entry {
  accountId String  @db.Uuid
  line      Int
  account   Account @relation("owner", fields: [accountId], references: [id])
  note      Note?

  @@id([accountId, line], name: "place")
}

model Note {
  accountId String @db.Uuid
  line      Int
  entry     Entry  @relation(fields: [accountId, line], references: [accountId, line])

  @@unique([accountId, line])
  @@index([line])
}

model Gone {
  id Int @id

  @@ignore
}
`;

const IMPLIED: Readonly<Record<string, readonly number[]>> = { uuid: [4], cuid: [1] };

/** Without what is no part of the meaning: the order, and arguments that Prisma adds to functions. */
const comparable = ({ models }: Datamodel) =>
  models
    .map((model) => ({
      ...model,
      fields: model.fields.map((field) =>
        field.default?.kind === 'function' && field.default.arguments.length === 0
          ? {
              ...field,
              default: { ...field.default, arguments: IMPLIED[field.default.name] ?? [] },
            }
          : field,
      ),
      uniques: model.uniques.map((unique) => JSON.stringify(unique)).sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

test.each([
  ...golden,
  ['the shop', SHOP],
  ['a large schema', largeSchema(40)],
  ['many kinds of fields', RICH],
])('where Prisma accepts a schema, its sketch says the same: %s', (_, content) => {
  const text = createSourceText('schema.prisma', content);
  const { datamodel } = readDatamodel([text]);
  if (datamodel === undefined) return;
  expect(comparable(sketchDatamodel([scanSchema(text)]))).toEqual(comparable(datamodel));
});

test('many of these schemas are accepted', () => {
  const accepted = golden.filter(
    ([name, content]) => readDatamodel([createSourceText(name, content)]).datamodel !== undefined,
  );
  expect(accepted.length).toBeGreaterThan(50);
  expect(readDatamodel([createSourceText('rich', RICH)]).diagnostics).toEqual([]);
});
