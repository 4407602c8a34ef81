import type { ShardOutcome } from '../executor/run-on-shards.js';
import type { KeyValue } from '../key/key-value.js';
import { writtenCount } from '../merge/written-count.js';
import { type Fields, isFields } from '../router/fields.js';
import type { IndexPlan, ModelPlan } from '../router/model-plan.js';
import type { Claim } from './claim.js';
import { claimsOfCreate } from './claims-of-write.js';
import { type IndexRuntime, openIndexSession } from './index-session.js';
import { underToken } from './under-token.js';

type ManyMethod = 'createMany' | 'createManyAndReturn';

/** A row of the caller's list. */
export interface PlacedRow {
  readonly data: unknown;
  readonly key: readonly KeyValue[];
  readonly shard: number;
  /** In the list. */
  readonly position: number;
}

/** What came of one shard's part. */
export interface PartOutcome {
  readonly outcome: ShardOutcome;
  /** Where the rows that were sent stood; the others had values that are taken. */
  readonly positions: readonly number[];
}

/** A row with the values that it brings. */
interface ClaimingRow extends PlacedRow {
  readonly claims: readonly Claim[];
}

/**
 * Creates rows of a model with global indexes, each shard's part as a write of its own. A value that two
 * rows of the list have, and one that is taken, is Prisma's P2002, or leaves its row out where duplicates
 * are skipped.
 */
export async function createManyIndexed(
  runtime: IndexRuntime,
  plan: ModelPlan,
  method: ManyMethod,
  args: Fields,
  rows: readonly PlacedRow[],
): Promise<readonly PartOutcome[]> {
  const call = { model: plan.name, method };
  let left = rows.map((row): ClaimingRow => {
    const { data, key } = row;
    const claims = isFields(data) ? claimsOfCreate({ call, key }, plan, data, 'data') : [];
    return { ...row, claims };
  });
  const outcomes: PartOutcome[] = [];
  while (left.length > 0) {
    const { first, again } = apart(left);
    const [twice] = again;
    if (twice !== undefined && args['skipDuplicates'] !== true) {
      const fields = twice.index.fields.map(({ name }) => name);
      throw runtime.executor.uniqueViolation(plan.name, fields);
    }
    const targets = [...new Set(first.map(({ shard }) => shard))].sort((a, b) => a - b);
    const work = targets.map((shard) => {
      const part = first.filter((row) => row.shard === shard);
      return createPart(runtime, plan, method, args, shard, part);
    });
    const done = await Promise.all(work);
    outcomes.push(...done);
    if (done.some(({ outcome }) => !outcome.ok)) break;
    // The shard may have left the first of two such rows out for another reason.
    left = again.map(({ row }) => row);
  }
  return outcomes;
}

/** The rows in front of which no other one has the same value, and the others. */
function apart(rows: readonly ClaimingRow[]) {
  const seen = new Set<string>();
  const first: ClaimingRow[] = [];
  const again: { readonly row: ClaimingRow; readonly index: IndexPlan }[] = [];
  for (const row of rows) {
    const unique = row.claims.filter(({ index }) => index.unique);
    const twice = unique.find((claim) => seen.has(identity(claim)));
    if (twice === undefined) first.push(row);
    else again.push({ row, index: twice.index });
    for (const claim of unique) seen.add(identity(claim));
  }
  return { first, again };
}

const identity = ({ index, value }: Claim) => JSON.stringify([index.id, value]);

async function createPart(
  runtime: IndexRuntime,
  plan: ModelPlan,
  method: ManyMethod,
  args: Fields,
  shard: number,
  rows: readonly ClaimingRow[],
): Promise<PartOutcome> {
  const call = { model: plan.name, method };
  const session = openIndexSession(runtime, call);
  const skip = args['skipDuplicates'] === true;
  let sent = rows;
  const send = async (token: string | undefined): Promise<unknown> => {
    const operation = { ...call, args: { ...args, data: sent.map(({ data }) => data) } };
    return runtime.executor.prepare(
      shard,
      token === undefined || sent.length === 0 ? operation : { ...operation, fence: token },
    );
  };
  const claims = rows.flatMap((row) => row.claims);
  try {
    const value = await underToken(session, call, skip ? [] : claims, async (token) => {
      if (!skip) return send(claims.length === 0 ? undefined : token);
      const taken = new Set(await session.tryReserve(claims, token));
      sent = rows.filter((row) => !row.claims.some((claim) => taken.has(claim)));
      const answer = await send(token);
      // What was skipped by the shard's own constraints has reserved values too.
      const written = Array.isArray(answer) ? answer.length : writtenCount(answer);
      if (written < rows.length) {
        const unsure = claims.filter((claim) => !taken.has(claim));
        await session.abandon(
          unsure.map((claim) => ({ ...claim, mayExist: true })),
          token,
        );
      }
      return answer;
    });
    return { outcome: { shard, ok: true, value }, positions: sent.map(({ position }) => position) };
  } catch (error) {
    return {
      outcome: { shard, ok: false, error: runtime.executor.explain(shard, call, error) },
      positions: [],
    };
  }
}
