import { contended } from '../errors/index-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import { sqlStateOf } from '../executor/sql-state.js';
import { generateKey } from '../key/generate-key.js';
import type { KeyValue } from '../key/key-value.js';
import { type Fields, isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { type Claim, sameValue } from './claim.js';
import {
  changesIndex,
  claimsOfCreate,
  claimsOfPresent,
  claimsOfUpdate,
  type PresentRow,
  refuseManyValues,
} from './claims-of-write.js';
import {
  explainWrite,
  type IndexRuntime,
  type IndexSession,
  isRefused,
  MOST_ATTEMPTS,
  openIndexSession,
  POINTS,
} from './index-session.js';

/** A write to one shard key, checked and routed. */
export interface RoutedWrite {
  readonly plan: ModelPlan;
  readonly method: ModelMethod;
  readonly shard: number;
  /** Canonical. */
  readonly key: readonly KeyValue[];
  readonly args: Fields;
}

/** Values that a write brings, and those that it may take away. */
interface Change {
  readonly gains: readonly Claim[];
  readonly losses: readonly Claim[];
}

/**
 * Runs a write to a model with global indexes: reserve first, row second, release last. Whatever happens
 * in between, a value belongs to one row at most, and a row with a value can be found by it.
 *
 * @throws ShardgenError SG3601 to SG3605, SG5001; Prisma's P2002 for a value that another row has.
 */
export async function writeIndexed(runtime: IndexRuntime, write: RoutedWrite): Promise<unknown> {
  const { method } = write;
  switch (method) {
    case 'create':
      return runChange(runtime, write, { gains: gainsOfCreate(write), losses: [] });
    case 'update':
      return runChange(runtime, write, await changeOfUpdate(runtime, write));
    case 'upsert':
      return runUpsert(runtime, write);
    case 'delete':
    case 'deleteMany':
      return runChange(runtime, write, {
        gains: [],
        losses: await presentClaims(runtime, write, method === 'delete'),
      });
    case 'updateMany':
    case 'updateManyAndReturn': {
      const { data } = write.args;
      if (isFields(data)) refuseManyValues(callOf(write), write.plan, data, 'data');
      return run(runtime, write, undefined);
    }
    default:
      return run(runtime, write, undefined);
  }
}

/** Whether a write has something to do with global indexes; all others are Prisma's alone. */
export function touchesIndex(write: RoutedWrite): boolean {
  const { args, method, plan } = write;
  switch (method) {
    case 'create':
      return gainsOfCreate(write).length > 0;
    case 'update':
      return touchesInUpdate(write, args['data']);
    case 'upsert': {
      const create = { ...write, args: { data: args['create'] } };
      return gainsOfCreate(create).length > 0 || touchesInUpdate(write, args['update']);
    }
    case 'updateMany':
    case 'updateManyAndReturn':
      return touchesInUpdate(write, args['data']);
    case 'delete':
    case 'deleteMany':
      return plan.indexes.length > 0;
    default:
      return false;
  }
}

function touchesInUpdate(write: RoutedWrite, data: unknown): boolean {
  const { plan } = write;
  if (!isFields(data)) return false;
  if (changesIndex(plan, data)) return true;
  const scope = { call: callOf(write), key: write.key };
  return claimsOfUpdate(scope, plan, data, {}, 'data').length > 0;
}

const callOf = ({ plan, method }: RoutedWrite) => ({ model: plan.name, method });

function gainsOfCreate(write: RoutedWrite): readonly Claim[] {
  const { args, key, plan } = write;
  const { data } = args;
  return isFields(data) ? claimsOfCreate({ call: callOf(write), key }, plan, data, 'data') : [];
}

async function changeOfUpdate(runtime: IndexRuntime, write: RoutedWrite): Promise<Change> {
  const { args, key, plan } = write;
  const { data } = args;
  if (!isFields(data)) return { gains: [], losses: [] };
  const touched = changesIndex(plan, data);
  const row = touched ? await presentRow(runtime, write, args['where']) : {};
  // Prisma's own update says that there is no such row.
  if (row === null) return { gains: [], losses: [] };
  const gains = claimsOfUpdate({ call: callOf(write), key }, plan, data, row, 'data');
  const changed = plan.indexes.filter((index) =>
    index.fields.some((field) => data[field.name] !== undefined),
  );
  const had = touched ? claimsOfPresent(plan, key, row) : [];
  return { gains, losses: had.filter(({ index }) => changed.includes(index)) };
}

/** As Prisma does it where the database has no upsert of its own: look, then update or create. */
async function runUpsert(runtime: IndexRuntime, write: RoutedWrite): Promise<unknown> {
  const { where, create, update, ...projection } = write.args;
  for (let attempt = 1; ; attempt++) {
    const row = await presentRow(runtime, write, where);
    const next: RoutedWrite =
      row === null
        ? { ...write, method: 'create', args: { ...projection, data: create } }
        : { ...write, method: 'update', args: { ...projection, where, data: update } };
    try {
      return await writeIndexed(runtime, next);
    } catch (error) {
      const overtaken = codeOf(error) === (row === null ? 'P2002' : 'P2025');
      if (!overtaken || attempt >= MOST_ATTEMPTS) throw error;
      // The row came or went meanwhile; else the error is about another row, or a nested one.
      const now = await presentRow(runtime, write, where);
      if ((now === null) === (row === null)) throw error;
    }
  }
}

/** Runs the write under a token that holds what it gains, then gives up what no row has any more. */
async function runChange(
  runtime: IndexRuntime,
  write: RoutedWrite,
  { gains, losses }: Change,
): Promise<unknown> {
  if (gains.length === 0 && losses.length === 0) return run(runtime, write, undefined);
  const call = callOf(write);
  const session = openIndexSession(runtime, call);
  const held = await session.holders(losses.filter(({ index }) => index.unique));
  const answer = await underToken(session, call, gains, (token) =>
    run(runtime, write, gains.length === 0 ? undefined : token),
  );
  await giveUp(session, losses, gains, held);
  return answer;
}

/**
 * Does a write under a fresh token that holds the claims; begins again when somebody refused the token,
 * which nobody does who does not want the value.
 */
export async function underToken<T>(
  session: IndexSession,
  call: { readonly model: string; readonly method: ModelMethod },
  claims: readonly Claim[],
  work: (token: string) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const token = generateKey('uuid7');
    if (claims.length > 0) {
      await session.reserve(claims, token);
      await session.reach(POINTS.reserved);
    }
    try {
      return await work(token);
    } catch (error) {
      if (isRefused(error)) {
        await session.abandon(claims, token);
        continue;
      }
      // A lost connection may have carried the write all the same: what it reserved has to stay.
      if (claims.length > 0 && isCertain(error)) await session.abandon(claims, token);
      throw explainWrite(call, error);
    }
  }
  throw contended(call, claims[0]?.index.id ?? '', MOST_ATTEMPTS);
}

async function giveUp(
  session: IndexSession,
  losses: readonly Claim[],
  gains: readonly Claim[],
  held: Awaited<ReturnType<IndexSession['holders']>>,
): Promise<void> {
  const gone = losses.filter(
    (loss) => loss.index.unique && !gains.some((gain) => sameValue(gain, loss)),
  );
  if (gone.length === 0) return;
  try {
    await session.reach(POINTS.written);
    await session.giveUp(gone, held);
  } catch (error) {
    if (isStopped(error)) throw error;
    // The write is done, and that is the answer; what stays reserved is taken over or swept.
  }
}

/** A test stopped the call at a fail point. */
const isStopped = (error: unknown): boolean => codeOf(error) === 'SG7013';

async function run(
  { executor }: IndexRuntime,
  { args, method, plan, shard }: RoutedWrite,
  fence: string | undefined,
): Promise<unknown> {
  const operation = { model: plan.name, method, args };
  return executor.prepare(shard, fence === undefined ? operation : { ...operation, fence });
}

/** The row that a unique `where` names, with its fields that are in global indexes. */
async function presentRow(
  { executor }: IndexRuntime,
  { plan, shard }: RoutedWrite,
  where: unknown,
): Promise<PresentRow | null> {
  const args = { where, select: indexedFields(plan) };
  const row = await executor.prepare(shard, { model: plan.name, method: 'findUnique', args });
  return isFields(row) ? row : null;
}

async function presentClaims(
  runtime: IndexRuntime,
  write: RoutedWrite,
  one: boolean,
): Promise<readonly Claim[]> {
  const { args, key, plan, shard } = write;
  if (plan.indexes.length === 0) return [];
  const { where } = args;
  const rows = one
    ? [await presentRow(runtime, write, where)]
    : await runtime.executor.prepare(shard, {
        model: plan.name,
        method: 'findMany',
        args: { where, select: indexedFields(plan) },
      });
  const found: readonly unknown[] = Array.isArray(rows) ? rows : [];
  return found.filter(isFields).flatMap((row) => claimsOfPresent(plan, key, row));
}

/** With the shard key, so that a model without an indexed field selects something. */
function indexedFields({ indexes, keyFields }: ModelPlan): Readonly<Record<string, true>> {
  const names = [...indexes.flatMap(({ fields }) => fields), ...keyFields].map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, true as const]));
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
}

/** Whether the database, or Prisma before it, has refused the write: it has not happened. */
function isCertain(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined) return !/^(08|57P|53)/.test(state);
  if (error instanceof Error && error.name === 'PrismaClientValidationError') return true;
  const code = codeOf(error);
  return typeof code === 'string' && CERTAIN.test(code);
}

/** Prisma's codes for a query that the database, or Prisma itself, refused. */
const CERTAIN = /^P20(?:0\d|1[0-9]|2[0-35]|3[34])$/;
