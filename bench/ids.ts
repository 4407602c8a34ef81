import { randomUUID } from 'node:crypto';
import { systemClock } from '../runtime/clock/clock.js';
import type { ControlSession } from '../runtime/control/control-database.js';
import { createIds } from '../runtime/ids/create-ids.js';
import { nanoseconds } from './support/nanoseconds.js';
import { printTable } from './support/report.js';

/** Stands for a control database that leases everything: it is asked once for each kind of id. */
const control: ControlSession = {
  query: async <Row extends object>() => {
    const rows: readonly object[] = [{ worker: 1, from: 0, until: 2 ** 30, now: 1 }];
    // Sound: the only rows that are asked for are leases.
    return rows as readonly Row[];
  },
};

/** One id, once a worker number is leased. The peer is Node's own random UUID. */
export async function benchIds(): Promise<void> {
  const ids = createIds({ control, clock: systemClock });
  const peer = nanoseconds(() => randomUUID());
  const kinds = (['uuid7', 'snowflake', 'snowflake53'] as const).flatMap((generator) => [
    { generator, bucketed: false },
    { generator, bucketed: true },
  ]);
  const rows: Record<string, string>[] = [];
  for (const { generator, bucketed } of kinds) {
    const one = (i: number) => [{ generator, bucket: bucketed ? i % 4096 : undefined }];
    await ids.draw(one(0));
    const own = nanoseconds((i) => {
      const drawn = ids.draw(one(i));
      if (drawn instanceof Promise) throw new Error('a worker number was not leased');
      return drawn[0];
    });
    rows.push({
      id: bucketed ? `${generator}, bucket` : generator,
      'one id, median ns': own.toFixed(0),
      'randomUUID(), ns': peer.toFixed(0),
      ratio: (own / peer).toFixed(2),
    });
  }
  printTable('Making one id, where a worker number is leased', rows);
}
