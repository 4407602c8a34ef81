import { testingOptionIllegal, virtualShardsNotRunning } from '../../errors/testing-errors.js';
import type { ShardLink } from '../link/shard-link.js';
import type { ShardPlace } from '../server/shard-places.js';
import { createScriptedFaults } from './scripted-faults.js';
import type { VirtualShard } from './virtual-shard.js';

/** Node's timers turn longer times into one millisecond. */
const LONGEST_MS = 0x7fff_ffff;

interface Parts {
  readonly name: string;
  readonly link: ShardLink;
  readonly place: ShardPlace;
}

/** A shard as the test sees it, and how its life ends. */
export interface OwnedShard {
  readonly handle: VirtualShard;
  /** Resolves when what was begun with the server is done. */
  settled(): Promise<void>;
  /** No fault can be asked for any more; resolves when those that were are done. */
  end(): Promise<void>;
}

export function createVirtualShard({ name, link, place }: Parts): OwnedShard {
  const scripted = createScriptedFaults();
  let ended = false;
  /** Grows when the shard goes down: whoever brings it back must not open what was closed since. */
  let falls = 0;
  // One after the other: a restore that overtakes its crash would leave the server down.
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  const fall = (how: () => Promise<void>): Promise<void> => {
    falls += 1;
    const own = falls;
    link.close();
    return inOrder(async () => {
      try {
        await how();
      } catch (error) {
        // A place that cannot do this is still up.
        if (falls === own) link.reopen();
        throw error;
      }
    });
  };
  const rise = (): Promise<void> => {
    const before = falls;
    return inOrder(async () => {
      // Also when nobody here stopped it: a test may have killed its server.
      const { pid } = place;
      await place.start();
      if (place.pid !== pid) link.close(); // connections to the server that was
      if (falls === before) link.reopen();
    });
  };
  const arm = () => {
    link.scripted = {
      next(kind) {
        const hit = scripted.next(kind);
        if (scripted.empty) link.scripted = undefined;
        return hit;
      },
    };
  };
  link.crash = async () => {
    const crashed = fall(() => place.crash());
    const risen = rise();
    await Promise.all([crashed, risen]);
  };
  /** Faults begin at once; only what the server has to do is waited for. */
  const fault =
    <Given extends unknown[]>(begin: (...given: Given) => Promise<void> | void) =>
    async (...given: Given): Promise<void> => {
      if (ended) throw virtualShardsNotRunning('after');
      await begin(...given);
    };
  const handle: VirtualShard = Object.freeze({
    name,
    get url() {
      return place.url;
    },
    get pid() {
      return place.pid;
    },
    down: fault(() => fall(() => place.stop())),
    partition: fault(() => link.partition()),
    slow: fault((ms: number) => {
      if (!(ms >= 0 && ms <= LONGEST_MS)) {
        throw testingOptionIllegal('slow()', ms, `milliseconds, from 0 to ${LONGEST_MS}`);
      }
      link.delay(ms);
    }),
    failNext: fault((options?: Parameters<VirtualShard['failNext']>[0]) => {
      scripted.failNext(options ?? {});
      arm();
    }),
    dropReply: fault((timing?: Parameters<VirtualShard['dropReply']>[0]) => {
      scripted.dropReply(timing ?? {});
      arm();
    }),
    crash: fault(() => fall(() => place.crash())),
    restore: fault(() => {
      scripted.clear();
      link.scripted = undefined;
      link.heal();
      return rise();
    }),
  } satisfies VirtualShard);
  return {
    handle,
    settled: () => last,
    end() {
      ended = true;
      return last;
    },
  };
}
