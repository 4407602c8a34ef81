import type { Clock } from '../clock/clock.js';
import type { ShardHealth } from './health/shard-health.js';
import type { ScatterSettings } from './scatter-settings.js';

/** What all calls over several shards of one client share while they run. */
export interface Running {
  readonly settings: ScatterSettings;
  readonly clock: Clock;
  readonly health: ShardHealth;
}
