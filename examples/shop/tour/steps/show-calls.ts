import type { ShardedClient } from '../../src/generated/shards/index.js';
import type { Call } from '../calls/call.js';
import type { WithSource } from '../calls/call-sources.js';
import type { Observation, ObservedStatement } from '../observe/observation.js';
import { fact } from '../terminal/fact.js';
import { counted, milliseconds } from '../terminal/numbers.js';
import { say } from '../terminal/say.js';
import type { Screen } from '../terminal/screen.js';
import { TourError } from '../tour-error.js';
import { SHARDS } from './shards.js';

/** Makes each call and shows its text, the shards it reached, and its answer. */
export async function showCalls(
  screen: Screen,
  db: ShardedClient,
  calls: readonly WithSource<Call>[],
  observation: Observation,
): Promise<void> {
  const { paint } = screen;
  for (const [index, { call, source }] of calls.entries()) {
    if (index > 0) screen.line();
    const start = performance.now();
    const { answer, sent } = await observation.during(() => call.perform(db));
    const took = performance.now() - start;
    const reached = SHARDS.filter((shard) => sent.some((statement) => statement.shard === shard));
    if (reached.length !== call.shards) {
      throw new TourError(
        'TOUR_REACH',
        `"${call.title}" reached ${reached.join(', ') || 'no shard'}; it must reach ${counted(call.shards, 'shard')}.`,
        'this is a bug of shardgen; please report it',
      );
    }
    say(screen, call.title, paint.bold);
    say(screen, source.map((line) => `  ${line}`).join('\n'));
    fact(screen, '  went to', `${dots(screen, sent)}  ${paint.dim(statements(sent, took))}`);
    answer.split('\n').forEach((line, at) => {
      const text = call.shards === 0 ? paint.bad(line.trim()) : line;
      fact(screen, at === 0 ? '  answer' : '', text);
    });
  }
}

/** A place for each shard, filled where statements arrived. */
function dots(screen: Screen, sent: readonly ObservedStatement[]): string {
  const { paint } = screen;
  const reached = SHARDS.map((shard) => sent.some((statement) => statement.shard === shard));
  const row = reached.map((hit, at) => (hit ? paint.shard(at, '●') : paint.dim('○'))).join(' ');
  const names = SHARDS.flatMap((shard, at) => (reached[at] ? [paint.shard(at, shard)] : []));
  return `${row}  ${names.length === 0 ? 'no shard' : names.join(' ')}`;
}

function statements(sent: readonly ObservedStatement[], took: number): string {
  return `${counted(sent.length, 'statement')}, ${milliseconds(took)}`;
}
