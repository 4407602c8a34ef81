import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.js';
import { clockOutOfRange, noFreeWorker } from '../errors/id-errors.js';
import { encodeSnowflake } from '../id-layout/snowflake.js';
import type { SnowflakeLayout } from '../id-layout/snowflake-layout.js';
import { type LeasedTicks, type LeaseStore, ticksOfLease } from './lease-store.js';

/** A worker number, and the ticks that it may be used with. */
interface Lease extends LeasedTicks {
  readonly token: string;
  /** On the process's own clock: when the database said what is in the lease. */
  readonly heardAt: number;
}

/** The share of a lease that is left when more ticks are asked for. */
const RENEWAL = 1 / 3;

/** How long a renewal in the background waits after one that failed. */
const PAUSE_MS = 1000;

/**
 * Makes the ids of one layout. A worker number is used with ticks that the database gave to this process
 * alone, so that no clock and no death of another process matters. What the ticks say of time is as right as
 * the database's clock; where ids are asked for faster than they have room for, they run ahead of it.
 */
export class LeasedWorker {
  private lease: Lease | undefined;
  private pending: Promise<void> | undefined;
  /** By bucket: the last tick and how often it was used. They only grow. */
  private readonly ticks: Float64Array;
  private readonly sequences: Uint16Array;
  private lastTick = -1;
  private failedAt = Number.NEGATIVE_INFINITY;
  /** So many ticks ahead there is no hurry. */
  private readonly comfort: number;
  /** Grows when the database was made as new. */
  private databases = 0;

  constructor(
    private readonly layout: SnowflakeLayout,
    private readonly store: LeaseStore,
    private readonly clock: Clock,
  ) {
    const buckets = 2 ** layout.bucketBits;
    this.ticks = new Float64Array(buckets).fill(-1);
    this.sequences = new Uint16Array(buckets);
    this.comfort = ticksOfLease(layout) * RENEWAL;
  }

  /**
   * The next id; undefined when there are no ticks for it, until `renew` has resolved.
   *
   * @throws ShardgenError SG3805.
   */
  next(bucket = 0): bigint | undefined {
    const { layout, lease } = this;
    if (lease === undefined) return undefined;
    const elapsed = (this.clock.elapsed() - lease.heardAt) / layout.tickMs;
    const last = this.ticks[bucket] ?? -1;
    const used = this.sequences[bucket] ?? 0;
    const isFull = used + 1 >= 2 ** layout.sequenceBits;
    const tick = Math.max(lease.from, lease.now + Math.floor(elapsed), isFull ? last + 1 : last);
    if (tick >= lease.until) return undefined;
    if (tick >= 2 ** layout.tickBits) throw clockOutOfRange(layout.name, tick);
    const sequence = tick === last ? used + 1 : 0;
    this.ticks[bucket] = tick;
    this.sequences[bucket] = sequence;
    this.lastTick = Math.max(this.lastTick, tick);
    this.renewInTime(tick, lease);
    return encodeSnowflake(layout, { tick, bucket, worker: lease.worker, sequence });
  }

  /**
   * Gets ticks for so many more ids.
   *
   * @throws ShardgenError SG3401, SG3402, SG3404, SG3803.
   */
  renew(ids = 1): Promise<void> {
    this.pending ??= this.obtain(ids).finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  /** Gives the worker number back. Never throws: a lease ends by itself. */
  async release(): Promise<void> {
    // Who waits for ticks may ask for more at once: an answer that came later would be used, though the
    // number is somebody else's by then.
    while (this.pending !== undefined) await this.pending.catch(() => undefined);
    const { lease } = this;
    this.lease = undefined;
    if (lease === undefined) return;
    const until = Math.max(lease.from, this.lastTick + 1);
    await this.store.release(this.layout, lease, until).catch(() => undefined);
  }

  /** The database was made as new. */
  forget(): void {
    this.databases += 1;
    this.lease = undefined;
  }

  private async obtain(ids: number): Promise<void> {
    const { clock, databases, layout, store } = this;
    const ticks = ticksOfLease(layout) + Math.ceil(ids / 2 ** layout.sequenceBits);
    const held = this.lease;
    if (held !== undefined) {
      const until = Math.max(held.from, this.lastTick + 1) + ticks;
      const extended = await store.extend(layout, held, until);
      if (this.databases !== databases) return;
      // Nobody else had the number meanwhile, so the range goes on.
      this.lease = extended && {
        ...extended,
        from: held.from,
        token: held.token,
        heardAt: clock.elapsed(),
      };
      if (extended !== undefined) return;
    }
    const token = randomUUID();
    const taken = await store.take(layout, token, ticks);
    if (this.databases !== databases) return;
    if (taken === undefined) throw noFreeWorker(layout.name, 2 ** layout.workerBits);
    this.lease = { ...taken, token, heardAt: clock.elapsed() };
  }

  /** Asks for more ticks before they are needed, as long as somebody makes ids. */
  private renewInTime(tick: number, { until }: Lease): void {
    if (until - tick > this.comfort || this.pending !== undefined) return;
    if (this.clock.elapsed() - this.failedAt < PAUSE_MS) return;
    this.renew().catch(() => {
      // Whoever needs the ticks asks again, and gets the error.
      this.failedAt = this.clock.elapsed();
    });
  }
}
