import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { databaseUrl, urlCanName } from '../../../runtime/cluster/databases/database-url.js';
import {
  quoteIdentifier,
  quoteLiteral,
} from '../../../runtime/cluster/databases/quote-identifier.js';

describe('databaseUrl', () => {
  test('names the database to node-postgres and to the URL standard', () => {
    expect(databaseUrl(5433, 'a b/ü')).toBe('postgresql://postgres@127.0.0.1:5433/a%20b/%C3%BC');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        fc.pre(urlCanName(name));
        const url = databaseUrl(5433, name);
        const { host, port, database, user } = new pg.Client({ connectionString: url });
        expect({ host, port, database, user }).toEqual({
          host: '127.0.0.1',
          port: 5433,
          database: name,
          user: 'postgres',
        });
        expect(decodeURIComponent(new URL(url).pathname.slice(1))).toBe(name);
      }),
    );
  });

  test('can name ordinary names, and says so of those it cannot', () => {
    expect(['shard_1', 'Ünï', "it's", '100%', '%2F', 'a/b', 'x.y'].filter(urlCanName)).toHaveLength(
      7,
    );
    expect(['?', '#', '.', '..', 'a/..', '\ud83d'].filter(urlCanName)).toEqual([]);
  });
});

describe('quoting', () => {
  test('doubles the quotes', () => {
    expect(quoteIdentifier('a"b""c')).toBe('"a""b""""c"');
    expect(quoteLiteral("it's")).toBe("'it''s'");
    expect(quoteLiteral("a\\'b")).toBe("E'a\\\\''b'");
  });
});
