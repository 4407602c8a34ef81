import type { ShardSchema } from '../../../../runtime/testing/server/shard-places.js';

/** A small schema; `mark` makes it one that no other test uses. */
export function smallSchema(mark = 'Note', sql = ''): ShardSchema {
  return {
    files: [
      {
        path: 'schema.prisma',
        content: `datasource db {
  provider = "postgresql"
}
model ${mark} {
  id   Int @id @default(autoincrement())
  text String
}
`,
      },
    ],
    sql,
  };
}
