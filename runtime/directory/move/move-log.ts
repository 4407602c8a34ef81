import type { ControlSession } from '../../control/control-database.js';

/** A move that has not ended. */
export interface OpenMove {
  readonly id: string;
  /** Grows whenever a process takes the move over; only the last one may go on. */
  readonly attempt: number;
  readonly group: string;
  /** As in the directory. */
  readonly key: string;
  /** The fields of the key, canonical, as text. */
  readonly values: readonly string[];
  readonly source: string;
  readonly target: string;
  /** Whether the directory says the target already; then rows are left on the source. */
  readonly switched: boolean;
  readonly beganAt: Date;
}

/** The moves of one group that have not ended. */
export interface GroupMoves {
  /** Number of the last move that began, whether or not it has ended. */
  readonly last: string;
  readonly moves: readonly OpenMove[];
}

/** What a move begins with. */
export type NewMove = Pick<OpenMove, 'group' | 'key' | 'values' | 'source' | 'target'>;

/**
 * The moves of keys, in the control database. Steps that change something answer undefined or false where
 * another process has taken the move over, or has ended it.
 */
export interface MoveLog {
  ofGroup(group: string): Promise<GroupMoves>;
  /** Whether any move of the group may have changed something in the last milliseconds. */
  anyWithin(group: string, ms: number): Promise<boolean>;
  all(): Promise<readonly OpenMove[]>;
  find(group: string, key: string): Promise<OpenMove | undefined>;
  /** Marks the entry; false when it is not on the source, or when it has a move that has not ended. */
  begin(move: NewMove): Promise<boolean>;
  takeOver(id: string): Promise<OpenMove | undefined>;
  /**
   * Milliseconds until everybody has forgotten what was there before the last step: `lifetimeMs` after the
   * first question. By the clock of the database, so that it does not matter who asks.
   */
  toWait(move: OpenMove, lifetimeMs: number): Promise<number | undefined>;
  /** The entry says the target from now on; answers its new version. */
  switchOver(move: OpenMove): Promise<number | undefined>;
  end(move: OpenMove): Promise<boolean>;
  /** The entry stays what it is, and may be written to again. */
  cancel(move: OpenMove): Promise<boolean>;
}

const COLUMNS = `id::text, attempt, group_name AS "group", key, key_values AS "values", source, target,
  switched_at IS NOT NULL AS switched, began_at AS "beganAt"`;

const OPEN = `SELECT ${COLUMNS} FROM shardgen.directory_move WHERE ended_at IS NULL`;

/** A row without a move when there is none. */
const OF_GROUP = `SELECT l.last, m.* FROM (
  SELECT coalesce(max(id), 0)::text AS last FROM shardgen.directory_move WHERE group_name = $1
) l LEFT JOIN (${OPEN} AND group_name = $1) m ON true ORDER BY m.id::bigint`;

/** What a switched move has left may go at any moment. */
const ANY_WITHIN = `SELECT FROM shardgen.directory_move WHERE group_name = $1 AND (
  greatest(began_at, switched_at, ended_at) > clock_timestamp() - make_interval(secs => $2::float8 / 1000)
  OR (switched_at IS NOT NULL AND ended_at IS NULL)
) LIMIT 1`;

const BEGIN = `WITH marked AS (
  UPDATE shardgen.directory SET moving_to = $5, moving_since = clock_timestamp()
  WHERE group_name = $1 AND key = $2 AND shard = $4 AND moving_to IS NULL
    AND NOT EXISTS (SELECT FROM shardgen.directory_move m
      WHERE m.group_name = $1 AND m.key = $2 AND m.ended_at IS NULL)
  RETURNING key
)
INSERT INTO shardgen.directory_move (group_name, key, key_values, source, target)
SELECT $1, key, $3::text[], $4, $5 FROM marked RETURNING id`;

const TAKE_OVER = `UPDATE shardgen.directory_move SET attempt = attempt + 1
WHERE id = $1 AND ended_at IS NULL RETURNING ${COLUMNS}`;

const MINE = 'id = $1 AND attempt = $2 AND ended_at IS NULL';

/** The question comes when what the step did is committed, so that nobody can read the old state later. */
const TO_WAIT = `UPDATE shardgen.directory_move SET wait_from = coalesce(wait_from, clock_timestamp())
WHERE ${MINE}
RETURNING (extract(epoch FROM wait_from - clock_timestamp()) * 1000)::float8 + $3::float8 AS ms`;

const SWITCH = `WITH moved AS (
  UPDATE shardgen.directory_move SET switched_at = clock_timestamp(), wait_from = NULL
  WHERE ${MINE} AND switched_at IS NULL RETURNING group_name, key, target
)
UPDATE shardgen.directory d
SET shard = moved.target, version = d.version + 1, moving_to = NULL, moving_since = NULL
FROM moved WHERE d.group_name = moved.group_name AND d.key = moved.key RETURNING d.version`;

const END = `UPDATE shardgen.directory_move SET ended_at = clock_timestamp()
WHERE ${MINE} AND switched_at IS NOT NULL RETURNING id`;

const CANCEL = `WITH given_up AS (
  UPDATE shardgen.directory_move SET ended_at = clock_timestamp()
  WHERE ${MINE} AND switched_at IS NULL RETURNING group_name, key
)
UPDATE shardgen.directory d SET moving_to = NULL, moving_since = NULL
FROM given_up g WHERE d.group_name = g.group_name AND d.key = g.key RETURNING d.key`;

interface GroupRow extends OpenMove {
  readonly last: string;
}

export function createMoveLog(control: ControlSession): MoveLog {
  const some = async (sql: string, values: readonly unknown[]) =>
    (await control.query(sql, values)).length > 0;
  return Object.freeze({
    async ofGroup(group: string) {
      const rows = await control.query<GroupRow>(OF_GROUP, [group]);
      // A left join without a match gives nulls.
      const moves = rows.filter(({ id }) => id !== null);
      return { last: rows[0]?.last ?? '0', moves };
    },
    anyWithin: (group: string, ms: number) => some(ANY_WITHIN, [group, ms]),
    all: () => control.query<OpenMove>(`${OPEN} ORDER BY id`),
    async find(group: string, key: string) {
      const [found] = await control.query<OpenMove>(`${OPEN} AND group_name = $1 AND key = $2`, [
        group,
        key,
      ]);
      return found;
    },
    begin: ({ group, key, values, source, target }: NewMove) =>
      some(BEGIN, [group, key, values, source, target]),
    async takeOver(id: string) {
      const [taken] = await control.query<OpenMove>(TAKE_OVER, [id]);
      return taken;
    },
    async toWait({ id, attempt }: OpenMove, lifetimeMs: number) {
      const [row] = await control.query<{ ms: number }>(TO_WAIT, [id, attempt, lifetimeMs]);
      return row?.ms;
    },
    async switchOver({ id, attempt }: OpenMove) {
      const [row] = await control.query<{ version: number }>(SWITCH, [id, attempt]);
      return row?.version;
    },
    end: ({ id, attempt }: OpenMove) => some(END, [id, attempt]),
    cancel: ({ id, attempt }: OpenMove) => some(CANCEL, [id, attempt]),
  });
}
