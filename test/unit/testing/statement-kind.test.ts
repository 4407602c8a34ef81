import { describe, expect, test } from 'vitest';
import { statementKind } from '../../../runtime/testing/tracking/statement-kind.js';

describe('statementKind', () => {
  test.each([
    'SELECT 1',
    '  select * from "User"',
    '(SELECT 1) UNION (SELECT 2)',
    '/* who */ SELECT 1',
    "-- INSERT\nSELECT 'DELETE'",
    'SELECT 1 FROM "User" FOR UPDATE',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    `WITH a AS (SELECT 'it''s an UPDATE', "DELETE" FROM t) SELECT * FROM a FOR NO KEY UPDATE`,
    'WITH a AS (SELECT $q$ INSERT INTO x $q$) TABLE a',
    'VALUES (1)',
    'SHOW max_connections',
    'SET statement_timeout = 5',
    'EXPLAIN SELECT 1',
  ])('read: %s', (sql) => {
    expect(statementKind(sql)).toBe('read');
  });

  test.each([
    'INSERT INTO "User" VALUES (1) RETURNING id',
    'update "User" set x = 1',
    'DELETE FROM "User"',
    'MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE',
    'WITH gone AS (DELETE FROM a RETURNING *) SELECT * FROM gone',
    'EXPLAIN ANALYZE UPDATE "User" SET x = 1',
    'TRUNCATE "User"',
    'CREATE TABLE t (id int)',
    'COPY t FROM stdin',
    'DO $$ BEGIN END $$',
    'CALL p()',
  ])('write: %s', (sql) => {
    expect(statementKind(sql)).toBe('write');
  });

  test.each([
    'BEGIN',
    'begin isolation level serializable',
    'START TRANSACTION',
    'COMMIT',
    'END',
    'ROLLBACK',
    'ROLLBACK TO SAVEPOINT s',
    'SAVEPOINT s',
    'RELEASE SAVEPOINT s',
    'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE',
    "PREPARE TRANSACTION 'x'",
    "COMMIT PREPARED 'x'",
    "ROLLBACK PREPARED 'x'",
  ])('transaction: %s', (sql) => {
    expect(statementKind(sql)).toBe('transaction');
  });
});
