import type { SchemaCode } from '../../diagnostics/codes.js';
import { closest } from '../../diagnostics/did-you-mean.js';
import type { Mistake } from '../../diagnostics/report.js';
import type { SourceLocation } from '../../model/source-location.js';
import type { RecordEntry, ValueNode } from '../annotation-syntax.js';
import {
  type ArgumentKind,
  describeValue,
  type NameRef,
  type ReadResult,
  wrongKind,
} from './argument-kind.js';
import { nameOrText, shardRef } from './shard-ref.js';

/** Where a range begins or ends, as it was written: a text of quotes, or the digits of a number. */
export interface BoundRef {
  readonly text: string;
  readonly quoted: boolean;
  readonly at: SourceLocation;
}

/** One range, as it was written. */
export interface RangeRef {
  readonly at: SourceLocation;
  readonly from: BoundRef | undefined;
  readonly to: BoundRef | undefined;
  readonly shard: NameRef;
}

const PARTS = ['from', 'to', 'shard'] as const;
const EXAMPLE = '[{ from: "2024-01-01", to: "2025-01-01", shard: shard_1 }]';

/** `[{ from: 1, to: 1000, shard: shard_1 }]`: ranges of keys, each with its shard. */
export const rangeList: ArgumentKind<readonly RangeRef[]> = {
  what: 'a list of ranges with their shards',
  example: '[{ to: 1000, shard: shard_1 }, { from: 1000, shard: shard_2 }]',
  read(value, argument) {
    if (value.kind !== 'list') return wrongKind(this, value, argument);
    if (value.items.length === 0) {
      return mistake('SG1241', value.at, `"${argument}" names no range.`, argument);
    }
    const ranges: RangeRef[] = [];
    for (const item of value.items) {
      const read = readRange(item, argument);
      if (!read.ok) return read;
      ranges.push(read.value);
    }
    return { ok: true, value: ranges };
  },
};

function readRange(value: ValueNode, argument: string): ReadResult<RangeRef> {
  if (value.kind !== 'record') {
    const what = `"${argument}" must list ranges; ${describeValue(value)} is none.`;
    return mistake('SG1112', value.at, what, argument);
  }
  const seen = new Map<string, RecordEntry>();
  for (const entry of value.entries) {
    const { key, keyAt } = entry;
    const earlier = seen.get(key);
    if (earlier !== undefined) return twice(key, keyAt, earlier.keyAt);
    if (!isPart(key)) return unknownPart(key, keyAt);
    seen.set(key, entry);
  }
  const shardEntry = seen.get('shard');
  if (shardEntry === undefined) {
    return mistake('SG1111', value.at, 'A range lacks its shard.', argument);
  }
  const shard = nameOrText(shardEntry.value);
  if (shard === undefined) {
    const what = `A range must have ${shardRef.what}, not ${describeValue(shardEntry.value)}.`;
    return mistake('SG1112', shardEntry.value.at, what, argument);
  }
  const from = readBound('from', seen.get('from')?.value);
  if (!from.ok) return from;
  const to = readBound('to', seen.get('to')?.value);
  if (!to.ok) return to;
  return { ok: true, value: { at: value.at, from: from.value, to: to.value, shard } };
}

const isPart = (key: string) => PARTS.some((part) => part === key);

function readBound(part: string, value: ValueNode | undefined): ReadResult<BoundRef | undefined> {
  if (value === undefined) return { ok: true, value: undefined };
  const { at } = value;
  if (value.kind === 'string') return { ok: true, value: { text: value.value, quoted: true, at } };
  if (value.kind === 'number') return { ok: true, value: { text: value.text, quoted: false, at } };
  const meant = value.kind === 'identifier' ? value.name : '2024-01-01';
  return {
    ok: false,
    code: 'SG1112',
    mistake: {
      at,
      message: `"${part}" must be a number or a text in quotes, not ${describeValue(value)}.`,
      fix: `Write \`${part}: ${JSON.stringify(meant)}\`, or leave "${part}" out for no end there.`,
      label: 'expected a number or a text',
    },
  };
}

function unknownPart(key: string, at: SourceLocation): ReadResult<never> {
  const meant = closest(key, PARTS);
  return {
    ok: false,
    code: 'SG1247',
    mistake: {
      at,
      message: `A range has no "${key}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
      fix: 'Write `from` (included), `to` (not included) and `shard`.',
      label: 'not part of a range',
    },
  };
}

function twice(key: string, at: SourceLocation, earlier: SourceLocation): ReadResult<never> {
  return {
    ok: false,
    code: 'SG1110',
    mistake: {
      at,
      message: `"${key}" is given twice in one range.`,
      fix: 'Remove one of them.',
      related: { message: 'It is given here first.', location: earlier },
    },
  };
}

function mistake(
  code: SchemaCode,
  at: Mistake['at'],
  message: string,
  argument: string,
): ReadResult<never> {
  return { ok: false, code, mistake: { at, message, fix: `Write \`${argument}: ${EXAMPLE}\`.` } };
}
