import type { ScalarKind } from '../../schema/model/scalar-field.js';
import { ownEntry } from '../manifest/own-entry.js';
import type { EnumsManifest, ScalarCode } from '../manifest/scalar-manifest.js';
import type { ModelManifest } from '../manifest/sharding-manifest.js';

/** A field that holds values: what the database keeps of it. */
export interface ScalarPlan {
  readonly name: string;
  readonly kind: ScalarKind;
  readonly nullable: boolean;
  /** As the database names it. */
  readonly column: string;
  /** Decimals that the column keeps, of a `decimal`; undefined where it keeps all. */
  readonly scale: number | undefined;
  readonly enum: EnumPlan | undefined;
}

export interface EnumPlan {
  readonly name: string;
  /** As they are in code. */
  readonly values: readonly string[];
  /** Those to the ones in the database, where the two differ. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A table as the database names it. */
export interface TablePlan {
  /** Undefined for the schema of the connection. */
  readonly schema: string | undefined;
  readonly name: string;
}

export function scalarPlans({
  scalars,
  database = {},
  enums = {},
}: ModelManifest): Map<string, ScalarPlan> {
  return new Map(
    Object.entries(scalars).map(([name, code]) => {
      const column = ownEntry(database.columns ?? {}, name) ?? name;
      const labels = ownEntry(database.labels ?? {}, name) ?? {};
      return [name, Object.freeze({ name, column, ...readCode(code, labels, enums) })];
    }),
  );
}

function readCode(
  code: ScalarCode,
  labels: Readonly<Record<string, string>>,
  enums: EnumsManifest,
): Omit<ScalarPlan, 'name' | 'column'> {
  const nullable = code.endsWith('?');
  const [kind = '', detail] = (nullable ? code.slice(0, -1) : code).split(' ');
  return {
    // Sound: a code is a kind, and what is to be known of it behind a blank.
    kind: kind as ScalarKind,
    nullable,
    scale: kind === 'decimal' && detail !== undefined ? Number(detail) : undefined,
    enum: kind === 'enum' ? enumPlan(detail ?? '', labels, enums) : undefined,
  };
}

function enumPlan(
  name: string,
  labels: Readonly<Record<string, string>>,
  enums: EnumsManifest,
): EnumPlan {
  return { name, values: ownEntry(enums, name) ?? [], labels };
}

export function tablePlan({ database, name }: ModelManifest): TablePlan {
  return Object.freeze({ schema: database?.schema, name: database?.table ?? name });
}
