export { ShardgenError } from '../errors/shardgen-error.js';
export { QueryAssertionError, RandomFaultsError } from '../errors/testing-errors.js';
export type { FailPoint } from '../fail-points/fail-point.js';
export type { FailPointControl, StoppedWorld } from './fail-points/fail-point-control.js';
export type {
  InjectedFault,
  RandomFaultKind,
  RandomFaultsOptions,
  RandomFaultsRun,
} from './faults/random-faults.js';
export { randomSeed } from './faults/random-seed.js';
export type {
  FailNextOptions,
  FaultTiming,
  InjectedError,
  VirtualShard,
} from './faults/virtual-shard.js';
export { createTestingKit } from './kit/create-testing-kit.js';
export type {
  DisconnectableClient,
  StartedVirtualShards,
  TestingKit,
  TestingKitOptions,
  VirtualShards,
} from './kit/testing-kit.js';
export type { VirtualControl } from './kit/virtual-control.js';
export type { VirtualShardsOptions } from './kit/virtual-shards-options.js';
export type { TestClock } from './time/test-clock.js';
export type { QueryLog, UnansweredCall } from './tracking/query-log.js';
export type { Statement, StatementKind } from './tracking/statement.js';
export type { TrackedCall } from './tracking/tracked-call.js';
