import {
  bodyDidNotSettle,
  nestedVirtualShards,
  QueryAssertionError,
  shardCountIllegal,
  testingOptionIllegal,
  testingOptionUnknown,
  virtualShardsNotRunning,
} from '../../errors/testing-errors.js';
import { queriedOnly, scattered, touches, type Verdict } from '../tracking/expectations.js';
import type { QueryLog } from '../tracking/query-log.js';
import { type Recorded, record } from '../tracking/recordings.js';
import { statementTable } from '../tracking/statement-table.js';
import { chooseServer } from './choose-server.js';
import { knownName, scatteredNames } from './known-names.js';
import { namesOfShards } from './names-of-shards.js';
import { isInsideBody, runBodyOfVirtualShards } from './nesting.js';
import { openPlaces } from './open-places.js';
import { openVirtualShards } from './open-virtual-shards.js';
import { readSchema } from './read-schema.js';
import type {
  DisconnectableClient,
  StartedVirtualShards,
  TestingKit,
  TestingKitOptions,
} from './testing-kit.js';
import type { VirtualShardsOptions } from './virtual-shards-options.js';
import { withinTime } from './within-time.js';

const TIMEOUT_MS = 30_000;
const LAST_STATEMENTS = 15;

/**
 * Makes a testing kit for a generated client. Nothing is started before virtual shards are asked for.
 *
 * @example
 * import { createShards } from '../src/generated/shards/index.js';
 * export const { withVirtualShards } = createTestingKit({ createShards, schema: 'prisma' });
 */
export function createTestingKit<Client extends DisconnectableClient, Name extends string>(
  kit: TestingKitOptions<Client, Name>,
): TestingKit<Client, Name> {
  const running = new Set<StartedVirtualShards<Client, Name>>();
  let hasRun = false;

  async function start(
    options: VirtualShardsOptions<Name>,
  ): Promise<StartedVirtualShards<Client, Name>> {
    if (isInsideBody()) throw nestedVirtualShards();
    const wanted = options.shards ?? kit.shards;
    const deadlineMs = options.deadlineMs ?? kit.deadlineMs;
    const { names: found, needsControl } = namesOfShards(kit.createShards, wanted, deadlineMs);
    // Sound: the type of a name is the declared ones, which these are as far as they are declared.
    const names = found as readonly Name[];
    const servers = chooseServer(options, kit, process.env);
    const time = checkTime(options.time ?? kit.time ?? 'real');
    const files = await readSchema(kit.schema);
    const places = await openPlaces({
      count: names.length,
      schema: { files, sql: kit.sql ?? '' },
      servers,
      needsControl,
    });
    try {
      const opened = openVirtualShards({
        createShards: kit.createShards,
        names,
        places,
        time,
        deadlineMs,
      });
      const virtual = Object.freeze({
        ...opened,
        stop: () => {
          running.delete(virtual);
          return opened.stop();
        },
      });
      running.add(virtual);
      hasRun = true;
      return virtual;
    } catch (error) {
      await places.dispose();
      throw error;
    }
  }

  function runningNames(): readonly string[] {
    if (running.size === 0) throw virtualShardsNotRunning(hasRun ? 'after' : 'before');
    return [...new Set([...running].flatMap((virtual) => virtual.names))];
  }

  async function expectQueries<T>(
    work: () => T | PromiseLike<T>,
    judge: (recorded: Recorded) => Verdict,
  ): Promise<T> {
    checkFunction('the function of an expectation', work);
    const { value, recorded } = await record(work);
    const { holds, expected, actual, table } = judge(recorded);
    if (!holds) throw new QueryAssertionError(expected, actual, table);
    return value;
  }

  return Object.freeze({
    async withVirtualShards(shards, body) {
      const options = toOptions(shards);
      checkFunction('the body of withVirtualShards()', body);
      const timeoutMs = checkTimeout(options.timeoutMs ?? kit.timeoutMs ?? TIMEOUT_MS);
      const virtual = await start(options);
      const late = () => bodyDidNotSettle(timeoutMs, whatHappened(virtual.queries));
      let answer: Awaited<ReturnType<typeof body>>;
      try {
        answer = await withinTime(
          timeoutMs,
          () => runBodyOfVirtualShards(() => body(virtual.db, virtual)),
          late,
        );
      } catch (error) {
        // The error of the body says more than one of the clean-up that it may cause.
        await virtual.stop().catch(() => undefined);
        throw error;
      }
      await virtual.stop();
      return answer;
    },
    startVirtualShards: async (shards) => start(toOptions(shards)),
    async assertQueriesOnShard(shard, work) {
      const name = knownName(shard, runningNames());
      return expectQueries(work, (recorded) => queriedOnly(recorded, [name]));
    },
    async assertQueriesTouchShard(shard, work) {
      const name = knownName(shard, runningNames());
      return expectQueries(work, (recorded) => touches(recorded, name));
    },
    async assertNoQueries(work) {
      runningNames();
      return expectQueries(work, (recorded) => queriedOnly(recorded, []));
    },
    async assertScatter(work, shards) {
      const known = runningNames();
      const names = shards && scatteredNames('assertScatter()', shards, known);
      return expectQueries(work, (recorded) => scattered(recorded, names));
    },
  } satisfies TestingKit<Client, Name>);
}

function whatHappened({ statements, unanswered }: QueryLog): string {
  const waiting = unanswered.map(({ shard, model, method }) => `${model}.${method}() on ${shard}`);
  return [
    `  Calls without an answer: ${waiting.length === 0 ? 'none' : waiting.join(', ')}.`,
    '  The last statements:',
    statementTable(statements.slice(-LAST_STATEMENTS)),
  ].join('\n');
}

const OPTIONS: readonly string[] = [
  ...['shards', 'servers', 'url', 'engine', 'time', 'deadlineMs', 'timeoutMs'],
  // Of useVirtualShards(), which hands its options on.
  'reset',
];

function checkFunction(name: string, given: unknown): void {
  if (typeof given !== 'function') throw testingOptionIllegal(name, given, 'a function');
}

/** JavaScript callers may give anything. */
function toOptions<Name extends string>(
  given: number | VirtualShardsOptions<Name>,
): VirtualShardsOptions<Name> {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
    const unknown = Object.keys(given).find((name) => !OPTIONS.includes(name));
    if (unknown !== undefined) throw testingOptionUnknown(unknown, OPTIONS);
    return given;
  }
  if (typeof given === 'number') return { shards: given };
  throw shardCountIllegal(given);
}

function checkTimeout(given: unknown): number {
  if (typeof given === 'number' && given > 0 && given <= 0x7fff_ffff) return given;
  throw testingOptionIllegal('timeoutMs', given, 'milliseconds above zero');
}

function checkTime(given: unknown): 'real' | 'fake' {
  if (given === 'real' || given === 'fake') return given;
  throw testingOptionIllegal('time', given, "'real' or 'fake'");
}
