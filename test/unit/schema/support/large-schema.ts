import { DATASOURCE } from './shop-schema.js';

/** A schema as an application of some age has it: many models, relations, enums, and no annotations. */
export function largeSchema(models: number): string {
  const blocks = ['enum Status {\n  ACTIVE\n  CLOSED\n}\n'];
  for (let i = 0; i < models; i += 1) {
    const parent = i === 0 ? undefined : Math.floor((i - 1) / 3);
    const children = [1, 2, 3].map((step) => i * 3 + step).filter((child) => child < models);
    blocks.push(
      [
        `/// Table number ${i}, see wiki@example.com.`,
        `model Table${i} {`,
        '  id        Int      @id @default(autoincrement())',
        `  slug      String   @unique @map("slug_${i}")`,
        '  status    Status   @default(ACTIVE) // from the old system',
        '  data      Json?',
        '  createdAt DateTime @default(now())',
        '  updatedAt DateTime @updatedAt',
        ...(parent === undefined
          ? []
          : [
              '  parentId  Int',
              `  parent    Table${parent} @relation("r${i}", fields: [parentId], references: [id], onDelete: Cascade)`,
            ]),
        ...children.map((child) => `  child${child} Table${child}[] @relation("r${child}")`),
        '',
        '  @@index([status, createdAt(sort: Desc)])',
        `  @@map("table_${i}")`,
        '}\n',
      ].join('\n'),
    );
  }
  return DATASOURCE + blocks.join('\n');
}
