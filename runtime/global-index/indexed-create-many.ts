import type { ShardOutcome } from '../executor/run-on-shards.js';
import type { KeyValue } from '../key/key-value.js';
import { writtenCount } from '../merge/written-count.js';
import { type Fields, isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { Claim } from './claim.js';
import { claimsOfCreate } from './claims-of-write.js';
import { type IndexRuntime, openIndexSession } from './index-session.js';
import { underToken } from './indexed-write.js';

type ManyMethod = 'createMany' | 'createManyAndReturn';

/** The rows that go to one shard, in the order of the caller's list. */
export interface RowsOfShard {
  readonly shard: number;
  readonly rows: readonly { readonly data: unknown; readonly key: readonly KeyValue[] }[];
}

/** What came of one shard's part. */
export interface PartOutcome {
  readonly outcome: ShardOutcome;
  /** Of `rows`: those that were sent; the others had values that are taken. */
  readonly sent: readonly number[];
}

/** A row with the values that it brings. */
interface ClaimingRow {
  readonly data: unknown;
  readonly position: number;
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
  parts: readonly RowsOfShard[],
): Promise<readonly PartOutcome[]> {
  const skip = args['skipDuplicates'] === true;
  const seen = new Set<string>();
  const claiming = parts.map(({ shard, rows }) => ({
    shard,
    rows: rows.flatMap(({ data, key }, position): readonly ClaimingRow[] => {
      const call = { model: plan.name, method };
      const claims = isFields(data) ? claimsOfCreate({ call, key }, plan, data, 'data') : [];
      const twice = claims.find((claim) => claim.index.unique && seen.has(identity(claim)));
      if (twice === undefined) {
        for (const claim of claims) seen.add(identity(claim));
        return [{ data, position, claims }];
      }
      if (skip) return [];
      throw runtime.executor.uniqueViolation(
        plan.name,
        twice.index.fields.map(({ name }) => name),
      );
    }),
  }));
  return Promise.all(
    claiming.map(({ shard, rows }) => createPart(runtime, plan, method, args, shard, rows)),
  );
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
    return { outcome: { shard, ok: true, value }, sent: sent.map(({ position }) => position) };
  } catch (error) {
    return {
      outcome: { shard, ok: false, error: runtime.executor.explain(shard, call, error) },
      sent: [],
    };
  }
}
