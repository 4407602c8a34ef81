import { ALL_LAYOUTS } from '../../id-layout/snowflake-layout.js';
import type { ControlFeature } from './control-feature.js';

const rows = ALL_LAYOUTS.map(
  ({ name, workerBits }) =>
    `INSERT INTO shardgen.id_worker (layout, worker) SELECT '${name}', generate_series(0, ${2 ** workerBits - 1});`,
);

/**
 * The worker numbers of generated ids, all of them. `until_tick` never goes below a tick that the number may
 * have been used with: whoever takes the number begins there.
 */
export const idWorkerFeature: ControlFeature = {
  name: 'id_worker',
  steps: [
    `CREATE TABLE shardgen.id_worker (
  layout text COLLATE "C" NOT NULL,
  worker integer NOT NULL,
  until_tick bigint NOT NULL DEFAULT 0,
  token uuid,
  expires_at timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (layout, worker)
);
${rows.join('\n')}`,
  ],
};
