import type { SchemaCode } from '../../diagnostics/codes.js';
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

/** What a region says of one field. */
export interface RegionFieldRef {
  /** Undefined in the short form, which is about the only field of the key. */
  readonly field: NameRef | undefined;
  readonly values: readonly NameRef[];
}

/** One region, as it was written. */
export interface RegionRef {
  readonly at: SourceLocation;
  readonly fields: readonly RegionFieldRef[];
  readonly shard: NameRef;
}

/** All regions, in the order in which they are tried. */
export interface RegionList {
  readonly at: SourceLocation;
  /** `{ "eu": shard_eu }`, and not `[{ region: "eu", shard: shard_eu }]`. */
  readonly short: boolean;
  readonly regions: readonly RegionRef[];
}

const SHARD = 'shard';
const LIST_EXAMPLE = '[{ country: ["GB", "DE"], shard: shard_eu }]';

/** `{ "eu": shard_eu }` for a key of one field, or `[{ country: "US", state: ["CA"], shard: shard_us }]`. */
export const regionList: ArgumentKind<RegionList> = {
  what: 'regions with their shards',
  example: '{ "eu": shard_eu }',
  read(value, argument) {
    if (value.kind !== 'record' && value.kind !== 'list') return wrongKind(this, value, argument);
    const short = value.kind === 'record';
    const written = short ? value.entries : value.items;
    if (written.length === 0) {
      return mistake('SG1222', value.at, `"${argument}" names no region.`, this.example, argument);
    }
    const regions: RegionRef[] = [];
    for (const one of written) {
      const read = 'key' in one ? shortRegion(one, argument) : listedRegion(one, argument);
      if (!read.ok) return read;
      regions.push(read.value);
    }
    return { ok: true, value: { at: value.at, short, regions } };
  },
};

function shortRegion({ key, keyAt, value }: RecordEntry, argument: string): ReadResult<RegionRef> {
  const shard = nameOrText(value);
  if (shard === undefined) return noShardName(value, argument, `{ ${quoted(key)}: shard_1 }`);
  const fields = [{ field: undefined, values: [{ name: key, at: keyAt }] }];
  return { ok: true, value: { at: keyAt, fields, shard } };
}

function listedRegion(value: ValueNode, argument: string): ReadResult<RegionRef> {
  if (value.kind !== 'record') {
    const what = `"${argument}" must list regions; ${describeValue(value)} is none.`;
    return mistake('SG1112', value.at, what, LIST_EXAMPLE, argument);
  }
  const fields: RegionFieldRef[] = [];
  let shard: NameRef | undefined;
  const seen = new Map<string, SourceLocation>();
  for (const { key, keyAt, value: given } of value.entries) {
    const earlier = seen.get(key);
    if (earlier !== undefined) return twice(key, keyAt, earlier);
    seen.set(key, keyAt);
    if (key === SHARD) {
      shard = nameOrText(given);
      if (shard === undefined) return noShardName(given, argument, LIST_EXAMPLE);
    } else {
      const values = valuesOf(given, argument, key);
      if (!values.ok) return values;
      fields.push({ field: { name: key, at: keyAt }, values: values.value });
    }
  }
  if (shard === undefined) {
    return mistake('SG1111', value.at, 'A region lacks its shard.', LIST_EXAMPLE, argument);
  }
  return { ok: true, value: { at: value.at, fields, shard } };
}

function valuesOf(
  value: ValueNode,
  argument: string,
  field: string,
): ReadResult<readonly NameRef[]> {
  const values: NameRef[] = [];
  for (const item of value.kind === 'list' ? value.items : [value]) {
    const ref = nameOrText(item);
    if (ref === undefined) {
      const meant = item.kind === 'number' || item.kind === 'boolean';
      const text = item.kind === 'number' ? item.text : item.kind === 'boolean' ? item.value : 'US';
      const what = `"${field}" must be text or a list of texts, not ${describeValue(item)}.`;
      const fix = meant ? `${field}: ${quoted(String(text))}` : `${field}: ["US", "CA"]`;
      return {
        ok: false,
        code: 'SG1112',
        mistake: { at: item.at, message: what, fix: `Write \`${fix}\` in "${argument}".` },
      };
    }
    values.push(ref);
  }
  return { ok: true, value: values };
}

const quoted = (text: string) => JSON.stringify(text);

function noShardName(value: ValueNode, argument: string, example: string): ReadResult<never> {
  const message = `A region must have ${shardRef.what}, not ${describeValue(value)}.`;
  return mistake('SG1112', value.at, message, example, argument);
}

function twice(key: string, at: SourceLocation, earlier: SourceLocation): ReadResult<never> {
  return {
    ok: false,
    code: 'SG1110',
    mistake: {
      at,
      message: `"${key}" is given twice in one region.`,
      fix: key === SHARD ? 'Remove one of them.' : `Write one list: \`${key}: ["US", "CA"]\`.`,
      related: { message: 'It is given here first.', location: earlier },
    },
  };
}

function mistake(
  code: SchemaCode,
  at: Mistake['at'],
  message: string,
  example: string,
  argument: string,
): ReadResult<never> {
  return { ok: false, code, mistake: { at, message, fix: `Write \`${argument}: ${example}\`.` } };
}
