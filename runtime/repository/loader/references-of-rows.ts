import type { Call } from '../../errors/call.js';
import { illegalReference, missingReference, noRows } from '../../errors/loader-errors.js';
import { canonicalField } from '../../key/canonical-field.js';
import { canonicalValue, LEGAL_VALUES } from '../../key/canonical-value.js';
import type { KeyValue } from '../../key/key-value.js';
import { asFields, type Fields, givenValue } from '../../router/fields.js';
import type { CrossRelationPlan } from '../../router/model-plan.js';

/** The values by which a row names another one. */
export interface Reference {
  /** Equal for equal values. */
  readonly identity: string;
  /** By pair, canonical. */
  readonly values: readonly KeyValue[];
}

/**
 * What each row names, by position; undefined where a part of it is null, as in a foreign key of a
 * database.
 *
 * @throws ShardgenError SG3031, SG3032.
 */
export function referencesOfRows(
  call: Call,
  { pairs }: CrossRelationPlan,
  rows: unknown,
): readonly (Reference | undefined)[] {
  if (!Array.isArray(rows)) throw noRows(call, 'rows', rows);
  return Array.from(rows, (row: unknown, i) => {
    const place = `rows[${i}]`;
    if (typeof row !== 'object' || row === null) throw noRows(call, place, row);
    const given = asFields(row);
    const values: KeyValue[] = [];
    let whole = true;
    for (const { field, type } of pairs) {
      const raw = givenValue(given, field);
      if (raw === undefined) throw missingReference(call, place, field);
      if (raw === null) {
        whole = false;
        continue;
      }
      const value = canonicalValue(type, raw);
      if (value === undefined) {
        throw illegalReference(call, `${place}.${field}`, raw, LEGAL_VALUES[type]);
      }
      values.push(value);
    }
    return whole ? { identity: identityOf(values), values } : undefined;
  });
}

/** Of a row at the other end; undefined when it names itself by no legal values. */
export function identityOfTarget({ pairs }: CrossRelationPlan, row: Fields): string | undefined {
  const values: KeyValue[] = [];
  for (const { references, type } of pairs) {
    const value = canonicalValue(type, row[references]);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return identityOf(values);
}

/** The shard key that a reference says; undefined when the target's columns cannot hold it, so that there is no row. */
export function keyOfReference(
  { target, keyPairs }: CrossRelationPlan,
  { values }: Reference,
): readonly KeyValue[] | undefined {
  const key: KeyValue[] = [];
  for (const [position, field] of target.keyFields.entries()) {
    const value = canonicalField(field, values[keyPairs[position] ?? 0]);
    if (value === undefined) return undefined;
    key.push(value);
  }
  return key;
}

/** With lengths, so that no two lists of values are written alike. */
function identityOf(values: readonly KeyValue[]): string {
  return values.map((value) => `${String(value).length}:${value}`).join('');
}
