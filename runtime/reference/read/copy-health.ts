import type { Clock } from '../../clock/clock.js';

/** How long a shard that could not be reached is asked last. */
const REST_MS = 5_000;

/** What this process knows of the copies: which can be read, and whose turn it is. */
export interface CopyHealth {
  /** Indexes of shards, in the order in which to try them: each read begins with the next one. */
  turn(): readonly number[];
  /** It did not answer; for some seconds others are asked first. */
  unreachable(shard: number): void;
  reached(shard: number): void;
  /** A write is decided and not finished there: until then nobody reads its copy. */
  behind(shard: number): void;
  caughtUp(shard: number): void;
  isBehind(shard: number): boolean;
}

export function createCopyHealth(shards: number, clock: Clock): CopyHealth {
  const resting = new Map<number, number>();
  /** How many writes it has to catch up with. */
  const late = new Map<number, number>();
  // Programs that live shortly must not all begin with the same shard.
  let next = Math.floor(Math.random() * shards);
  const rests = (shard: number): boolean => (resting.get(shard) ?? 0) > clock.elapsed();
  return {
    turn() {
      next = (next + 1) % shards;
      const all = Array.from({ length: shards }, (_, i) => (next + i) % shards);
      const readable = all.filter((shard) => !late.has(shard));
      if (resting.size === 0) return readable;
      return [...readable.filter((shard) => !rests(shard)), ...readable.filter(rests)];
    },
    unreachable: (shard) => void resting.set(shard, clock.elapsed() + REST_MS),
    reached: (shard) => void resting.delete(shard),
    behind: (shard) => void late.set(shard, (late.get(shard) ?? 0) + 1),
    caughtUp(shard) {
      const left = (late.get(shard) ?? 0) - 1;
      if (left > 0) late.set(shard, left);
      else late.delete(shard);
    },
    isBehind: (shard) => late.has(shard),
  };
}
