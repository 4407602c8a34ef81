import { noSuchVirtualShard } from '../../errors/testing-errors.js';
import type { CallWatcher } from '../../executor/watch-calls.js';
import { type Activity, createActivity } from './activity.js';
import type { CallPart } from './call-part.js';
import { callKey } from './call-tags.js';
import { type CallsInFlight, createCallsInFlight } from './calls-in-flight.js';
import type { QueryLog } from './query-log.js';
import { activeRecordings } from './recordings.js';
import type { StatementKind } from './statement.js';
import { StatementRecord } from './statement-record.js';
import { statementTable } from './statement-table.js';
import { joinParts } from './tracked-call.js';

/** A log, and the places where it is written. */
export interface QueryTracker {
  readonly log: QueryLog;
  readonly activity: Activity;
  /** Told of each call when it begins. */
  readonly watcher: CallWatcher;
  /** By shard. */
  calls(shard: string): CallsInFlight;
  /** A statement is on its way to a shard. */
  begin(shard: string, kind: StatementKind, sql: string): StatementRecord;
}

export function createQueryTracker(names: readonly string[]): QueryTracker {
  const activity = createActivity();
  const shards = names.map((name) => ({ name, calls: createCallsInFlight() }));
  const numberOf = createCallNumbers();
  let records: StatementRecord[] = [];
  let parts: CallPart[] = [];
  let statements = 0;
  /** How many statements there had been when the log was cleared. */
  let numbered = 0;
  const all = () => records.map((record) => record.snapshot());
  const log: QueryLog = {
    get statements() {
      return all();
    },
    get calls() {
      return joinParts(parts);
    },
    on(shard) {
      if (!names.includes(shard)) throw noSuchVirtualShard(String(shard), names);
      return all().filter((statement) => statement.shard === shard);
    },
    get shards() {
      const seen = new Set(all().map(({ shard }) => shard));
      return names.filter((name) => seen.has(name));
    },
    get unanswered() {
      return parts
        .filter((part) => !part.answered)
        .map(({ shard, model, method }) => ({ shard, model, method }));
    },
    clear() {
      records = [];
      parts = parts.filter((part) => !part.answered);
      numbered = statements;
    },
    toString: () => statementTable(all()),
  };
  return {
    log,
    activity,
    watcher: {
      begin(index, operation) {
        const shard = shards[index];
        if (shard === undefined) return () => undefined;
        const { model, method } = operation;
        const active = activeRecordings();
        const part: CallPart = {
          number: numberOf(operation),
          shard: shard.name,
          model,
          method,
          key: callKey(model, method),
          statements: 0,
          answered: false,
          recordings: active,
        };
        parts.push(part);
        for (const recording of active) recording.parts.push(part);
        activity.begin();
        shard.calls.begin(part);
        return () => {
          part.answered = true;
          activity.end();
          shard.calls.end(part);
        };
      },
    },
    calls: (name) => shards.find((shard) => shard.name === name)?.calls ?? createCallsInFlight(),
    begin(shard, kind, sql) {
      statements += 1;
      const record = new StatementRecord(statements, statements - numbered, shard, kind, sql);
      records.push(record);
      return record;
    },
  };
}

/** A number for each call, the same for its parts. */
function createCallNumbers(): (operation: { readonly partOf?: object }) => number {
  const numbers = new WeakMap<object, number>();
  let calls = 0;
  return ({ partOf }) => {
    const known = partOf && numbers.get(partOf);
    if (known !== undefined) return known;
    calls += 1;
    if (partOf !== undefined) numbers.set(partOf, calls);
    return calls;
  };
}
