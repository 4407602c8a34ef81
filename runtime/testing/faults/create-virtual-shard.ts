import { testingOptionIllegal } from '../../errors/testing-errors.js';
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

export function createVirtualShard({ name, link, place }: Parts): VirtualShard {
  const scripted = createScriptedFaults();
  // One after the other: a restore that overtakes its crash would leave the server down.
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  const arm = () => {
    link.script = (kind, sql) => {
      const fault = scripted.next(kind, sql);
      if (scripted.empty) link.script = undefined;
      return fault;
    };
  };
  link.crash = () =>
    inOrder(async () => {
      await place.crash();
      await place.start();
    });
  return Object.freeze({
    name,
    get url() {
      return place.url;
    },
    get pid() {
      return place.pid;
    },
    down() {
      link.close();
      return inOrder(() => place.stop());
    },
    async partition() {
      link.partition();
    },
    async slow(ms: number) {
      if (!(ms >= 0 && ms <= LONGEST_MS)) {
        throw testingOptionIllegal('slow()', ms, `milliseconds, from 0 to ${LONGEST_MS}`);
      }
      link.delay(ms);
    },
    async failNext(options: Parameters<VirtualShard['failNext']>[0] = {}) {
      scripted.failNext(options);
      arm();
    },
    async dropReply(timing: Parameters<VirtualShard['dropReply']>[0] = {}) {
      scripted.dropReply(timing);
      arm();
    },
    crash() {
      link.close();
      return inOrder(() => place.crash());
    },
    restore() {
      scripted.clear();
      link.script = undefined;
      const wasGone = link.state === 'gone';
      if (!wasGone) link.open();
      return inOrder(async () => {
        if (!wasGone) return;
        await place.start();
        link.open();
      });
    },
  } satisfies VirtualShard);
}
