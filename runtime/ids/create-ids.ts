import type { Clock } from '../clock/clock.js';
import type { ControlSession } from '../control/control-database.js';
import type { Soon } from '../directory/find-shard.js';
import { internalError } from '../errors/internal-error.js';
import { SNOWFLAKE_LAYOUTS, type SnowflakeLayout } from '../id-layout/snowflake-layout.js';
import { makeUuid7 } from '../id-layout/uuid7.js';
import type { Ids, WantedId } from './ids.js';
import { createLeaseStore, type LeaseStore } from './lease-store.js';
import { LeasedWorker } from './leased-worker.js';

interface IdsOptions {
  /** There when a field of the schema has a snowflake. */
  readonly control: ControlSession | undefined;
  readonly clock: Clock;
}

export function createIds({ control, clock }: IdsOptions): Ids {
  return new LeasingIds(control && createLeaseStore(control), clock);
}

class LeasingIds implements Ids {
  private readonly workers = new Map<SnowflakeLayout, LeasedWorker>();

  constructor(
    private readonly store: LeaseStore | undefined,
    private readonly clock: Clock,
  ) {}

  draw(wanted: readonly WantedId[]): Soon<readonly (string | bigint)[]> {
    return this.goOn(wanted, []);
  }

  async release(): Promise<void> {
    await Promise.all([...this.workers.values()].map((worker) => worker.release()));
  }

  forget(): void {
    for (const worker of this.workers.values()) worker.forget();
  }

  private goOn(
    wanted: readonly WantedId[],
    made: (string | bigint)[],
  ): Soon<readonly (string | bigint)[]> {
    for (const { generator, bucket } of wanted.slice(made.length)) {
      if (generator === 'uuid7') {
        made.push(makeUuid7(this.clock.now(), bucket));
        continue;
      }
      const { plain, bucketed } = SNOWFLAKE_LAYOUTS[generator];
      const worker = this.workerOf(bucket === undefined ? plain : bucketed);
      const id = worker.next(bucket);
      if (id === undefined) {
        return worker.renew(wanted.length - made.length).then(() => this.goOn(wanted, made));
      }
      made.push(id);
    }
    return made;
  }

  private workerOf(layout: SnowflakeLayout): LeasedWorker {
    const known = this.workers.get(layout);
    if (known !== undefined) return known;
    if (this.store === undefined) throw internalError('snowflakes need a control database');
    const made = new LeasedWorker(layout, this.store, this.clock);
    this.workers.set(layout, made);
    return made;
  }
}
