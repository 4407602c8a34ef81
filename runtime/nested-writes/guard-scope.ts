import type { Call } from '../errors/call.js';
import type { KeyValue } from '../key/key-value.js';

/** The one shard key that a call writes to; every row it touches must have it. */
export interface GuardScope {
  readonly call: Call;
  /** Canonical, in key order; positions pair up across the models of a group. */
  readonly key: readonly KeyValue[];
}
