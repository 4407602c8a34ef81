import { median } from './statistics.js';

export interface PairedResult {
  /** Medians of single calls, in microseconds. */
  readonly own: number;
  readonly peer: number;
  /** own / peer, from the medians of each round. */
  readonly ratios: readonly number[];
}

/**
 * Times two ways to do one thing call by call, in turn, so that the machine's drift hits both alike.
 * The one that goes first changes every time: the second finds warm caches.
 */
export async function paired(
  rounds: number,
  calls: number,
  own: (index: number) => Promise<unknown>,
  peer: (index: number) => Promise<unknown>,
): Promise<PairedResult> {
  const all = { own: [] as number[], peer: [] as number[] };
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const times = { own: [] as number[], peer: [] as number[] };
    for (let call = 0; call < calls; call += 1) {
      const index = round * calls + call;
      if (call % 2 === 0) {
        times.own.push(await timed(own, index));
        times.peer.push(await timed(peer, index));
      } else {
        times.peer.push(await timed(peer, index));
        times.own.push(await timed(own, index));
      }
    }
    // The first round warms up connections, plans and the compiler.
    if (round === 0) continue;
    all.own.push(...times.own);
    all.peer.push(...times.peer);
    ratios.push(median(times.own) / median(times.peer));
  }
  return { own: median(all.own), peer: median(all.peer), ratios };
}

async function timed(work: (index: number) => Promise<unknown>, index: number): Promise<number> {
  const start = process.hrtime.bigint();
  await work(index);
  return Number(process.hrtime.bigint() - start) / 1000;
}
