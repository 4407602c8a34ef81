import { noIndexTables } from '../errors/index-errors.js';
import type { Executor } from '../executor/executor.js';
import type { ModelMethod } from '../executor/model-method.js';
import { sqlStateOf } from '../executor/sql-state.js';
import type { SqlRow, SqlStatement } from '../executor/sql-statement.js';
import { bucketOf } from '../hash/partition-hash.js';
import type { HashGroup, Topology } from '../topology/topology.js';
import type { Claim } from './claim.js';

/** The call that errors are about. */
export interface ShardCall {
  readonly model: string;
  readonly method: ModelMethod;
}

/** Who has a value. */
export interface Holder {
  readonly key: string;
  readonly token: string;
  /** Milliseconds since the reservation, by the clock of its shard. */
  readonly age: number;
}

/** An entry as a table holds it. */
export interface StoredEntry {
  readonly index: string;
  readonly value: string;
  readonly key: string;
  readonly token: string;
}

/** The tables of global indexes, each entry on the shard that its value hashes to. */
export interface IndexEntries {
  /** Reserves values under a token; answers those that somebody has already. */
  reserve(claims: readonly Claim[], token: string): Promise<readonly Claim[]>;
  /** Adds entries of indexes that are not unique. */
  enter(claims: readonly Claim[], token: string): Promise<void>;
  holder(claim: Claim): Promise<Holder | undefined>;
  /** Gives the value to another token, if it still belongs to `from`. */
  takeOver(claim: Claim, from: string, to: string): Promise<boolean>;
  /** Gives up values, those that still belong to the token. */
  release(claims: readonly Claim[], token: string): Promise<void>;
  /** On the shard of a row: from now on no write can enter with the token. */
  refuse(shard: number, token: string): Promise<void>;
  /** Those that are not entered yet; of indexes that are not unique. */
  missing(claims: readonly Claim[]): Promise<readonly Claim[]>;
  /** What a shard keeps, in the order of the table, from behind `last` on; nothing that is fresh. */
  page(
    shard: number,
    table: 'reservation' | 'entry',
    last: StoredEntry | undefined,
    size: number,
  ): Promise<readonly StoredEntry[]>;
  /** Takes out one entry, if it still belongs to its token. */
  remove(table: 'reservation' | 'entry', entry: StoredEntry): Promise<void>;
  /** On one shard: refusals of tokens that are too old to enter anyway. */
  forgetRefusals(shard: number): Promise<void>;
  /** The keys of the rows that may have a value. */
  keysOf(claim: Pick<Claim, 'index' | 'value'>): Promise<readonly string[]>;
}

const RESERVE = `INSERT INTO shardgen.reservation (index, value, key, token)
  SELECT i, v, k, $4::uuid FROM unnest($1::text[], $2::text[], $3::text[]) AS given (i, v, k)
  ON CONFLICT DO NOTHING RETURNING index, value`;
const RESERVE_ONE = `INSERT INTO shardgen.reservation (index, value, key, token)
  VALUES ($1, $2, $3, $4::uuid) ON CONFLICT DO NOTHING RETURNING index, value`;
const ENTER = `INSERT INTO shardgen.entry (index, value, key, token)
  SELECT i, v, k, $4::uuid FROM unnest($1::text[], $2::text[], $3::text[]) AS given (i, v, k)
  ON CONFLICT DO NOTHING`;
const HOLDER = `SELECT key, token::text,
  (extract(epoch FROM clock_timestamp() - reserved_at) * 1000)::float8 AS age
  FROM shardgen.reservation WHERE index = $1 AND value = $2`;
const TAKE_OVER = `UPDATE shardgen.reservation
  SET key = $3, token = $5::uuid, reserved_at = clock_timestamp()
  WHERE index = $1 AND value = $2 AND token = $4::uuid RETURNING index`;
const RELEASE = `DELETE FROM shardgen.reservation
  USING unnest($1::text[], $2::text[]) AS given (i, v)
  WHERE index = i AND value = v AND token = $3::uuid`;
const REFUSE = 'SELECT shardgen.refuse($1::uuid)::text AS done';
const KEY = 'SELECT key FROM shardgen.reservation WHERE index = $1 AND value = $2';
const KEYS = 'SELECT DISTINCT key FROM shardgen.entry WHERE index = $1 AND value = $2';

const ENTERED = `SELECT index, value, key FROM shardgen.entry
  JOIN unnest($1::text[], $2::text[], $3::text[]) AS given (i, v, k)
    ON index = i AND value = v AND key = k`;
/** A write that is on its way would only be disturbed; it has a minute. */
const PAGES = {
  reservation: `SELECT index, value, key, token::text FROM shardgen.reservation
    WHERE reserved_at < clock_timestamp() - interval '1 minute'
      AND (index, value, key, token::text) > ($1, $2, $3, $4)
    ORDER BY index, value, key, token::text LIMIT $5`,
  entry: `SELECT index, value, key, token::text FROM shardgen.entry
    WHERE entered_at < clock_timestamp() - interval '1 minute'
      AND (index, value, key, token::text) > ($1, $2, $3, $4)
    ORDER BY index, value, key, token::text LIMIT $5`,
} as const;
const REMOVE = {
  reservation: `DELETE FROM shardgen.reservation
    WHERE index = $1 AND value = $2 AND key = $3 AND token = $4::uuid`,
  entry: `DELETE FROM shardgen.entry
    WHERE index = $1 AND value = $2 AND key = $3 AND token = $4::uuid`,
} as const;
/** Twice the age at which enter() refuses a token by itself. */
const FORGET = `DELETE FROM shardgen.refused
  WHERE refused_at < clock_timestamp() - interval '2 days'`;

/** An undefined table, function, or schema. */
const MISSING: ReadonlySet<string | undefined> = new Set(['42P01', '42883', '3F000']);

/** The entries as one call of a user's sees them. */
export function createIndexEntries(
  executor: Executor,
  topology: Topology,
  home: HashGroup,
  call: ShardCall,
): IndexEntries {
  const homeOf = ({ index, value }: { index: { id: string }; value: string }): number =>
    home.owners[bucketOf(['text', 'text'], [index.id, value], home.buckets)] ?? 0;

  async function ask(shard: number, statement: SqlStatement): Promise<readonly SqlRow[]> {
    try {
      return await executor.sql(shard, statement);
    } catch (error) {
      if (MISSING.has(sqlStateOf(error))) {
        throw noIndexTables(topology.shards[shard] ?? '', error);
      }
      throw executor.explain(shard, call, error);
    }
  }

  const askHome = (claim: Pick<Claim, 'index' | 'value'>, text: string, ...more: string[]) =>
    ask(homeOf(claim), { text, values: [claim.index.id, claim.value, ...more] });

  /** One statement for each home; all are waited for, so that nothing is left running behind an error. */
  async function askHomes(
    claims: readonly Claim[],
    statement: (part: readonly Claim[]) => SqlStatement,
  ): Promise<readonly SqlRow[]> {
    const parts = new Map<number, Claim[]>();
    for (const claim of claims) {
      const shard = homeOf(claim);
      const part = parts.get(shard);
      if (part === undefined) parts.set(shard, [claim]);
      else part.push(claim);
    }
    const work = [...parts].map(([shard, part]) => ask(shard, statement(part)));
    const rows: SqlRow[] = [];
    for (const outcome of await Promise.allSettled(work)) {
      if (outcome.status === 'rejected') throw outcome.reason;
      rows.push(...outcome.value);
    }
    return rows;
  }

  const columns = (part: readonly Claim[]) => [
    part.map(({ index }) => index.id),
    part.map(({ value }) => value),
  ];

  return {
    async reserve(claims, token) {
      const rows = await askHomes(claims, (part) => {
        const [one] = part;
        return one !== undefined && part.length === 1
          ? { text: RESERVE_ONE, values: [one.index.id, one.value, one.key, token] }
          : { text: RESERVE, values: [...columns(part), part.map(({ key }) => key), token] };
      });
      if (rows.length === claims.length) return [];
      const got = new Set(rows.map((row) => JSON.stringify([row['index'], row['value']])));
      return claims.filter(({ index, value }) => !got.has(JSON.stringify([index.id, value])));
    },
    async enter(claims, token) {
      await askHomes(claims, (part) => ({
        text: ENTER,
        values: [...columns(part), part.map(({ key }) => key), token],
      }));
    },
    async holder(claim) {
      const [row] = await askHome(claim, HOLDER);
      if (row === undefined) return undefined;
      return { key: String(row['key']), token: String(row['token']), age: Number(row['age']) };
    },
    async takeOver(claim, from, to) {
      const rows = await askHome(claim, TAKE_OVER, claim.key, from, to);
      return rows.length > 0;
    },
    async release(claims, token) {
      await askHomes(claims, (part) => ({ text: RELEASE, values: [...columns(part), token] }));
    },
    async refuse(shard, token) {
      await ask(shard, { text: REFUSE, values: [token] });
    },
    async missing(claims) {
      const rows = await askHomes(claims, (part) => ({
        text: ENTERED,
        values: [...columns(part), part.map(({ key }) => key)],
      }));
      const there = new Set(
        rows.map(({ index, value, key }) => JSON.stringify([index, value, key])),
      );
      return claims.filter(
        ({ index, value, key }) => !there.has(JSON.stringify([index.id, value, key])),
      );
    },
    async page(shard, table, last, size) {
      const { index, value, key, token } = last ?? { index: '', value: '', key: '', token: '' };
      const values = [index, value, key, token, size];
      const rows = await ask(shard, { text: PAGES[table], values });
      return rows.map((row) => ({
        index: String(row['index']),
        value: String(row['value']),
        key: String(row['key']),
        token: String(row['token']),
      }));
    },
    async remove(table, { index, value, key, token }) {
      const place = { index: { id: index }, value };
      await ask(homeOf(place), { text: REMOVE[table], values: [index, value, key, token] });
    },
    async forgetRefusals(shard) {
      await ask(shard, { text: FORGET, values: [] });
    },
    async keysOf(claim) {
      const rows = await askHome(claim, claim.index.unique ? KEY : KEYS);
      return rows.map((row) => String(row['key']));
    },
  };
}
