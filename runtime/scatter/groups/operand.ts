import type { Call } from '../../errors/call.js';
import { notEvaluated } from '../../errors/totals-errors.js';
import { canonicalUuid } from '../../key/canonical-uuid.js';
import { type FiniteNumeric, readNumeric } from '../../merge/numeric/numeric.js';
import { singleFloat } from '../../merge/numeric/single-float.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';
import { isValueOfField, type Quantity } from '../totals/quantity.js';
import { whyUnordered } from '../totals/why-unordered.js';

const DAY_MS = 86_400_000;

/**
 * What a value of a group is compared with, in the form in which the value comes: as PostgreSQL reads it,
 * since it takes the type of what it is compared with.
 *
 * @throws ShardgenError SG3054 for what is no value of its kind.
 */
export function readOperand(
  plan: ModelPlan,
  call: Call,
  path: string,
  { total, field }: Quantity,
  operand: unknown,
): unknown {
  const scalar = plan.scalars.get(field);
  if (scalar === undefined) throw notEvaluated(call, path, `${plan.name} has no such field`);
  const isValue = isValueOfField({ total, field });
  const reason = isValue ? whyUnordered(scalar.kind) : undefined;
  if (reason !== undefined) throw notEvaluated(call, path, reason);
  const read = isValue ? ofField(scalar, operand) : ofNumbers(total, scalar, operand);
  if (read === undefined) {
    throw notEvaluated(call, path, 'it is compared with what is no plain value of its type');
  }
  return read;
}

function ofNumbers(total: Quantity['total'], { kind }: ScalarPlan, operand: unknown): unknown {
  if (total === '_count') return whole(operand);
  if (kind === 'float' || kind === 'real') {
    const number = typeof operand === 'number' ? operand : undefined;
    // The average of floats of 4 bytes is one of 8.
    return number !== undefined && kind === 'real' && total === '_sum'
      ? singleFloat(number)
      : number;
  }
  const isWhole = total === '_sum' && (kind === 'int' || kind === 'bigint');
  return isWhole ? whole(operand) : readNumeric(operand);
}

/** Prisma cuts off what stands behind the point of other numbers. */
function whole(operand: unknown): FiniteNumeric | undefined {
  const read = readNumeric(operand);
  return typeof read === 'object' && read.scale === 0 ? read : undefined;
}

function ofField({ kind }: ScalarPlan, operand: unknown): unknown {
  switch (kind) {
    case 'int':
    case 'bigint':
      return whole(operand)?.digits;
    case 'decimal':
      return readNumeric(operand) === undefined ? undefined : operand;
    case 'float':
      return typeof operand === 'number' ? operand : undefined;
    case 'real':
      return typeof operand === 'number' ? singleFloat(operand) : undefined;
    case 'boolean':
      return typeof operand === 'boolean' ? operand : undefined;
    case 'text':
    case 'char':
    case 'citext':
    case 'enum':
      return typeof operand === 'string' ? operand : undefined;
    case 'uuid':
      return typeof operand === 'string' ? canonicalUuid(operand) : undefined;
    case 'bytes':
      return operand instanceof Uint8Array ? operand : undefined;
    case 'datetime':
      return moment(operand, (ms) => ms);
    case 'date':
      return moment(operand, (ms) => Math.floor(ms / DAY_MS) * DAY_MS);
    case 'time':
      return moment(operand, (ms) => ((ms % DAY_MS) + DAY_MS) % DAY_MS);
    case 'microdatetime':
    case 'microtime':
    case 'money':
    case 'json':
    case 'list':
    case 'timetz':
    case 'inet':
    case 'bit':
    case 'xml':
      return undefined;
    default:
      return kind satisfies never;
  }
}

function moment(operand: unknown, kept: (ms: number) => number): Date | undefined {
  if (!(operand instanceof Date) && typeof operand !== 'string') return undefined;
  const ms = new Date(operand).getTime();
  return Number.isNaN(ms) ? undefined : new Date(kept(ms));
}
