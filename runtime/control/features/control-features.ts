import type { ControlFeature } from './control-feature.js';
import { directoryFeature } from './directory-feature.js';
import { idWorkerFeature } from './id-worker-feature.js';

/** Everything that `shardgen control install` makes; one row per feature. */
export const CONTROL_FEATURES: readonly ControlFeature[] = [directoryFeature, idWorkerFeature];
