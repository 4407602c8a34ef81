import { listNames } from '../../errors/did-you-mean.js';
import type { Recorded } from './recordings.js';
import { statementTable } from './statement-table.js';
import type { TrackedCall } from './tracked-call.js';

/** Whether an expectation about queries holds, and what to say in either case. */
export interface Verdict {
  readonly holds: boolean;
  /** What was expected, as the end of "expected ...". */
  readonly expected: string;
  /** What did happen, in a line or two. */
  readonly actual: string;
  readonly table: string;
}

/** At least one statement on each of the shards, and none elsewhere. */
export function queriedOnly(recorded: Recorded, wanted: readonly string[]): Verdict {
  const seen = shardsOf(recorded);
  const missing = wanted.filter((name) => !seen.has(name));
  const others = [...seen].filter((name) => !wanted.includes(name));
  return verdict(recorded, {
    holds: missing.length === 0 && others.length === 0,
    expected:
      wanted.length === 0
        ? 'no queries'
        : wanted.length === 1
          ? `queries on ${listNames(wanted)} and nowhere else`
          : `queries on each of ${listNames(wanted)} and nowhere else`,
    actual: [
      ...(missing.length > 0 ? [`none on ${listNames(missing)}`] : []),
      ...(others.length > 0 ? [`some on ${listNames(others)}`] : []),
    ].join(', '),
  });
}

/** At least one statement, wherever. */
export function queried(recorded: Recorded): Verdict {
  return verdict(recorded, {
    holds: shardsOf(recorded).size > 0,
    expected: 'queries',
    actual: 'there were none',
  });
}

/** At least one statement on the shard; there may be others elsewhere. */
export function touches(recorded: Recorded, shard: string): Verdict {
  const holds = shardsOf(recorded).has(shard);
  return verdict(recorded, {
    holds,
    expected: `queries on ${listNames([shard])}`,
    actual: holds ? '' : 'there were none',
  });
}

/**
 * One call asked several shards; with names, exactly these. Calls that asked one shard each are no
 * scatter, however many shards they asked together.
 */
export function scattered(recorded: Recorded, wanted?: readonly string[]): Verdict {
  const wide = recorded.calls.filter(({ shards }) => shards.length > 1);
  const fits = ({ shards }: TrackedCall) =>
    wanted === undefined ||
    (shards.length === wanted.length && wanted.every((name) => shards.includes(name)));
  return verdict(recorded, {
    holds: wide.some(fits),
    expected:
      wanted === undefined
        ? 'a call that asks several shards'
        : `a call that asks ${listNames(wanted)}, all of them and no other`,
    actual:
      wide.length === 0
        ? 'every call asked one shard at most'
        : wide
            .map(({ model, method, shards }) => `${model}.${method}() asked ${listNames(shards)}`)
            .join('; '),
  });
}

function verdict(
  recorded: Recorded,
  { holds, expected, actual }: Pick<Verdict, 'holds' | 'expected' | 'actual'>,
): Verdict {
  return { holds, expected, actual, table: tableOf(recorded) };
}

/** A call asks its shards from its beginning, also while it still waits for a connection. */
function shardsOf(recorded: Recorded): ReadonlySet<string> {
  return new Set([
    ...recorded.statements.map(({ shard }) => shard),
    ...silentCalls(recorded).flatMap(({ shards }) => shards),
  ]);
}

function silentCalls({ statements, calls }: Recorded): readonly TrackedCall[] {
  return calls.filter(
    ({ answered, number }) => !answered && !statements.some(({ call }) => call === number),
  );
}

function tableOf(recorded: Recorded): string {
  const lines = silentCalls(recorded)
    .slice(0, MOST_SILENT)
    .map(
      ({ model, method, shards }) =>
        `  ${model}.${method}() on ${shards.join(', ')} waits and has sent nothing`,
    );
  return recorded.statements.length === 0 && lines.length > 0
    ? lines.join('\n')
    : [statementTable(recorded.statements), ...lines].join('\n');
}

const MOST_SILENT = 10;
