import type { Clock } from '../clock/clock.js';
import { ENTRY_LIFETIME_MS } from './entry-cache.js';
import type { GroupMoves, MoveLog } from './move/move-log.js';

/** Rows of one group that are on shards where they do not count: copies of keys that are being moved. */
export interface Strays {
  /** By shard: the keys whose rows there have to be left out, by their fields as text. */
  readonly byShard: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Another one when anything has begun, gone on or ended. */
  readonly state: string;
  readonly askedAt: number;
}

/** Where nothing can be moved. */
export const NO_STRAYS: Strays = Object.freeze({ byShard: new Map(), state: '', askedAt: 0 });

/**
 * Knows which rows do not count. A move copies rows no sooner than an entry's lifetime after it has begun, so
 * that "nothing is being moved" is true for that long after it was asked for.
 */
export interface StrayWatch {
  /** @throws ShardgenError SG3401, SG3402, SG3404; a rejection where it is a promise. */
  of(group: string): Strays | Promise<Strays>;
  /** Whether an answer that has just come is right with what was left out of it. */
  isSettled(group: string, strays: Strays): boolean | Promise<boolean>;
  /** Whether no move that began later can have brought rows to a shard until now: copies need a while. */
  noneCame(group: string, strays: Strays): boolean | Promise<boolean>;
  forget(): void;
}

interface StrayWatchOptions {
  readonly log: Pick<MoveLog, 'ofGroup'>;
  readonly clock: Clock;
  readonly lifetimeMs?: number | undefined;
}

export function createStrayWatch({
  log,
  clock,
  lifetimeMs = ENTRY_LIFETIME_MS,
}: StrayWatchOptions): StrayWatch {
  /** By group: what was heard while nothing was being moved. */
  const quiet = new Map<string, Strays>();
  const isYoung = ({ askedAt }: Strays, ms: number) => {
    const age = clock.elapsed() - askedAt;
    // Below zero when somebody set the clock back: then nobody knows how old it is.
    return age >= 0 && age < ms;
  };
  const ask = async (group: string) => {
    const askedAt = clock.elapsed();
    const strays = straysOf(await log.ofGroup(group), askedAt);
    if (strays.byShard.size === 0) quiet.set(group, strays);
    else quiet.delete(group);
    return strays;
  };
  return Object.freeze({
    of(group: string) {
      const known = quiet.get(group);
      // Half of the time, so that the answers have the other half to come.
      return known !== undefined && isYoung(known, lifetimeMs / 2) ? known : ask(group);
    },
    isSettled(group: string, strays: Strays) {
      if (strays.byShard.size === 0 && isYoung(strays, lifetimeMs)) return true;
      return ask(group).then(({ state }) => state === strays.state);
    },
    noneCame(group: string, strays: Strays) {
      if (isYoung(strays, lifetimeMs)) return true;
      return ask(group).then(({ state }) => state === strays.state);
    },
    forget: () => quiet.clear(),
  });
}

function straysOf({ last, moves }: GroupMoves, askedAt: number): Strays {
  const byShard = new Map<string, (readonly string[])[]>();
  for (const { source, switched, target, values } of moves) {
    const shard = switched ? source : target;
    const keys = byShard.get(shard) ?? [];
    byShard.set(shard, keys);
    keys.push(values);
  }
  const open = moves.map(({ id, switched }) => `${id}${switched ? ' switched' : ''}`);
  return Object.freeze({ byShard, state: [last, ...open].join(), askedAt });
}
