import { readTag, type StatementTag } from './call-tags.js';
import type { StatementKind } from './statement.js';
import { statementKind } from './statement-kind.js';

/** What a text that the driver is given turns out to be. */
export interface ReadStatement {
  /** As it is sent: without the comment that says whose it is. */
  readonly sql: string;
  readonly kind: StatementKind;
  readonly tag: StatementTag | undefined;
}

/** Few texts are run many times: Prisma writes the same SQL for the same shape of call. */
const known = new Map<string, ReadStatement>();
const MOST_KNOWN = 2000;

export function readStatement(text: string): ReadStatement {
  const found = known.get(text);
  if (found !== undefined) return found;
  const { sql, tag } = readTag(text);
  const read = { sql, kind: statementKind(sql), tag };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, read);
  return read;
}
