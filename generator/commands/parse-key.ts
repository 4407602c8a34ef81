import { canonicalField } from '../../runtime/key/canonical-field.js';
import { keyFromText } from '../../runtime/key/key-from-text.js';
import type { KeyValue } from '../../runtime/key/key-value.js';
import type { KeyType } from '../../schema/model/key-type.js';
import type { ShardKeyField } from '../../schema/model/shard-key-field.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { wrongKeyPart, wrongKeyParts } from '../errors/command-errors.js';

const EXAMPLES: Readonly<Record<KeyType, string>> = {
  int: '123',
  bigint: '123',
  text: 'acme',
  char: 'DE',
  enum: 'DE',
  uuid: '550e8400-e29b-41d4-a716-446655440000',
  decimal: '10.50',
  datetime: '2024-01-01T08:00:00Z or 2024-01-01',
  date: '2024-01-01',
};

const TYPE_NAMES: Readonly<Record<KeyType, string>> = {
  int: 'Int',
  bigint: 'BigInt',
  text: 'String',
  char: 'String @db.Char',
  enum: 'an enum',
  uuid: 'String @db.Uuid',
  decimal: 'Decimal',
  datetime: 'DateTime',
  date: 'DateTime @db.Date',
};

/** A day is midnight in UTC, as in the bounds of ranges. */
const isDay = (type: KeyType, text: string) =>
  (type === 'datetime' || type === 'date') && /^\d{4}-\d{2}-\d{2}$/.test(text);

function parsePart(model: string, field: ShardKeyField, text: string): KeyValue {
  const { name, type, enum: known, maxLength, scale } = field;
  const value = keyFromText(type, isDay(type, text) ? `${text}T00:00:00Z` : text);
  const canonical = canonicalField({ type, maxLength, scale }, value);
  if (canonical === undefined || known?.values.includes(text) === false) {
    const example = known?.values.slice(0, 8).join(' or ') ?? EXAMPLES[type];
    throw wrongKeyPart(model, name, known?.name ?? TYPE_NAMES[type], text, example);
  }
  return canonical;
}

/**
 * The key of a command line as the values that are hashed, each read by the type of its field.
 *
 * @throws SG2403 for too few or too many parts, SG2404 for a part of another type.
 */
export function parseKey(model: ShardedModel, parts: readonly string[]): readonly KeyValue[] {
  const fields = model.shardKey.map((field) => field.name);
  if (parts.length !== fields.length) throw wrongKeyParts(model.name, fields, parts.length);
  return model.shardKey.map((field, i) => parsePart(model.name, field, parts[i] ?? ''));
}
