import type { ControlSession } from '../control/control-database.js';
import { internalError } from '../errors/internal-error.js';
import type { DirectoryEntry } from './directory-entry.js';

/** A key and the shard that it shall have, if it has none. */
export interface Claim {
  readonly key: string;
  readonly shard: string;
}

/** The table of keys, without a memory. */
export interface DirectoryStore {
  /** The entry of a key; undefined when it has none. */
  find(group: string, key: string): Promise<DirectoryEntry | undefined>;
  /** The entries of those keys that have one, in any order. */
  findAll(group: string, keys: readonly string[]): Promise<readonly DirectoryEntry[]>;
  /**
   * The entries of keys, made where there are none. Whoever is first decides, and all others get that
   * answer: when this resolves, the entries last. Answers in the order of `claims`, whose keys differ.
   */
  claim(group: string, claims: readonly Claim[]): Promise<readonly DirectoryEntry[]>;
}

const COLUMNS = 'key, shard, version, moving_to AS "movingTo"';

const FIND = `SELECT ${COLUMNS} FROM shardgen.directory WHERE group_name = $1 AND key = $2`;

const FIND_ALL = `SELECT ${COLUMNS} FROM shardgen.directory
WHERE group_name = $1 AND key = ANY ($2::text[])`;

/**
 * One round trip. Rows are locked in the order of keys, so that two claims of the same keys never wait
 * for each other in a circle.
 */
const CLAIM = `WITH wanted AS (
  SELECT * FROM unnest($2::text[], $3::text[]) AS w (key, shard) ORDER BY key COLLATE "C"
), claimed AS (
  INSERT INTO shardgen.directory (group_name, key, shard)
  SELECT $1, key, shard FROM wanted
  ON CONFLICT (group_name, key) DO NOTHING
  RETURNING ${COLUMNS}
)
SELECT * FROM claimed
UNION ALL
SELECT ${COLUMNS} FROM shardgen.directory WHERE group_name = $1 AND key = ANY ($2::text[])`;

/** A statement sees what was there when it began; more than one more look needs entries that go again. */
const LOOKS = 5;

export function createDirectoryStore(control: ControlSession): DirectoryStore {
  return Object.freeze({
    async find(group: string, key: string) {
      const [entry] = await control.query<DirectoryEntry>(FIND, [group, key]);
      return entry;
    },
    findAll: (group: string, keys: readonly string[]) =>
      control.query<DirectoryEntry>(FIND_ALL, [group, keys]),
    async claim(group: string, claims: readonly Claim[]) {
      const found = new Map<string, DirectoryEntry>();
      for (let look = 1; found.size < claims.length; look += 1) {
        if (look > LOOKS) throw internalError('the directory does not keep its entries');
        // Missing is an entry that another process committed after this statement had begun: it stood
        // in the way of ours and was not seen. The next statement sees it.
        const missing = claims.filter(({ key }) => !found.has(key));
        const entries = await control.query<DirectoryEntry>(CLAIM, [
          group,
          missing.map(({ key }) => key),
          missing.map(({ shard }) => shard),
        ]);
        for (const entry of entries) found.set(entry.key, entry);
      }
      return claims.flatMap(({ key }) => found.get(key) ?? []);
    },
  });
}
