import type { StatementKind } from './statement.js';

const READS =
  /^(SELECT|TABLE|VALUES|SHOW|EXPLAIN|FETCH|SET|RESET|LISTEN|UNLISTEN|DISCARD|DEALLOCATE)\b/i;
const TRANSACTION =
  /^(BEGIN|START\s+TRANSACTION|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE\s+TRANSACTION|SET\s+(LOCAL\s+)?TRANSACTION|SET\s+SESSION\s+CHARACTERISTICS)\b/i;

/** What may hold a keyword without meaning it. */
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/g;
const ROW_LOCK = /\bFOR\s+(NO\s+KEY\s+)?UPDATE\b/gi;
const WRITES = /\b(INSERT|UPDATE|DELETE|MERGE)\b/i;

const COMMENT = /^\s*(?:\(|--[^\n]*\n?|\/\*[\s\S]*?\*\/)\s*/;

/** Tells reads, writes and transaction control apart; what is not known for a read counts as a write. */
export function statementKind(sql: string): StatementKind {
  let text = sql.trimStart();
  for (let rest = text.replace(COMMENT, ''); rest !== text; rest = text.replace(COMMENT, '')) {
    text = rest;
  }
  if (TRANSACTION.test(text)) return 'transaction';
  if (!/^(WITH|EXPLAIN)\b/i.test(text)) return READS.test(text) ? 'read' : 'write';
  return WRITES.test(text.replace(QUOTED, '').replace(ROW_LOCK, '')) ? 'write' : 'read';
}
