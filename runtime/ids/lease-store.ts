import type { ControlSession } from '../control/control-database.js';
import { ID_EPOCH_MS, type SnowflakeLayout } from '../id-layout/snowflake-layout.js';

/** What a worker number may be used with: the ticks from `from` on and before `until`, in all databases. */
export interface LeasedTicks {
  readonly worker: number;
  readonly from: number;
  readonly until: number;
  /** The tick of the database's clock. */
  readonly now: number;
}

/** Worker numbers, without a memory. A range of ticks that one lessee got is never given to another one. */
export interface LeaseStore {
  /**
   * A number that nobody has, under a fresh token; undefined when there is none.
   *
   * @param ticks how many at least.
   */
  take(layout: SnowflakeLayout, token: string, ticks: number): Promise<LeasedTicks | undefined>;
  /** More ticks for a number, at least before `until`; undefined when somebody else has it by now. */
  extend(
    layout: SnowflakeLayout,
    lease: { readonly worker: number; readonly token: string },
    until: number,
  ): Promise<LeasedTicks | undefined>;
  /** Gives a number back, which was used before `until` only. */
  release(
    layout: SnowflakeLayout,
    lease: { readonly worker: number; readonly token: string },
    until: number,
  ): Promise<void>;
}

/** How long a number stays with a program of which nothing is heard. */
const LEASE_MS = 60_000;

/** The ticks of a lease as long as it lasts. */
export function ticksOfLease({ tickMs }: SnowflakeLayout): number {
  return Math.ceil(LEASE_MS / tickMs);
}

/** $1 is the layout, $2 the milliseconds of a tick, $3 those of a lease. */
const CLOCK = `WITH clock AS MATERIALIZED (
  SELECT at, at + $3::float8 * interval '1 millisecond' AS expiry,
    greatest(0, floor((extract(epoch FROM at) * 1000 - ${ID_EPOCH_MS}) / $2::float8))::bigint AS tick
  FROM clock_timestamp() AS at
)`;

const ANSWER = `until_tick::float8 AS "until", clock.tick::float8 AS "now"`;

/** Those that were used least come first: their ticks are not ahead of the clock. */
const TAKE = `${CLOCK}, free AS MATERIALIZED (
  SELECT one.worker, greatest(one.until_tick, clock.tick) AS from_tick
  FROM shardgen.id_worker AS one, clock
  WHERE one.layout = $1 AND one.expires_at <= clock.at
  ORDER BY one.until_tick, one.worker
  LIMIT 1
  FOR UPDATE OF one SKIP LOCKED
)
UPDATE shardgen.id_worker AS taken
SET token = $4::uuid, expires_at = clock.expiry, until_tick = free.from_tick + $5::bigint
FROM free, clock
WHERE taken.layout = $1 AND taken.worker = free.worker
RETURNING taken.worker, free.from_tick::float8 AS "from", taken.${ANSWER}`;

const EXTEND = `${CLOCK}
UPDATE shardgen.id_worker AS held
SET expires_at = clock.expiry, until_tick = greatest(held.until_tick, clock.tick + $6::bigint, $7::bigint)
FROM clock
WHERE held.layout = $1 AND held.worker = $4::integer AND held.token = $5::uuid
RETURNING held.worker, clock.tick::float8 AS "from", held.${ANSWER}`;

const RELEASE = `UPDATE shardgen.id_worker
SET token = NULL, expires_at = '-infinity', until_tick = least(until_tick, $4::bigint)
WHERE layout = $1 AND worker = $2::integer AND token = $3::uuid`;

export function createLeaseStore(control: ControlSession): LeaseStore {
  const clockOf = ({ name, tickMs }: SnowflakeLayout) => [name, tickMs, LEASE_MS];
  return Object.freeze({
    async take(layout: SnowflakeLayout, token: string, ticks: number) {
      const values = [...clockOf(layout), token, ticks];
      const [taken] = await control.query<LeasedTicks>(TAKE, values);
      return taken;
    },
    async extend(
      layout: SnowflakeLayout,
      { worker, token }: { readonly worker: number; readonly token: string },
      until: number,
    ) {
      const values = [...clockOf(layout), worker, token, ticksOfLease(layout), until];
      const [held] = await control.query<LeasedTicks>(EXTEND, values);
      return held;
    },
    async release(
      { name }: SnowflakeLayout,
      { worker, token }: { readonly worker: number; readonly token: string },
      until: number,
    ) {
      await control.query(RELEASE, [name, worker, token, until]);
    },
  });
}
