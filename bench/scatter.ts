import { fileURLToPath } from 'node:url';
import { CONTENDERS, type OrderDatabases } from './scatter/contenders.js';
import { loadOrders } from './scatter/load-orders.js';
import {
  type Contender,
  type PagePlace,
  PRODUCTS,
  type ProductTotal,
  ROWS,
} from './scatter/orders.js';
import { joinByForeignData } from './scatter/peers/foreign-data.js';
import { startBenchProject } from './support/bench-cluster.js';
import { measure } from './support/child.js';
import { printTable } from './support/report.js';
import { median } from './support/statistics.js';

const SCHEMA = fileURLToPath(new URL('scatter/schema.prisma', import.meta.url));
const STREAM_ONCE = fileURLToPath(new URL('scatter/stream-once.ts', import.meta.url));
const STREAMED = [50_000, 200_000];
const TOP = 100;
const PAGE = 500;

interface Question {
  readonly name: string;
  readonly rounds: number;
  /** What comes back, to see that all answer alike. */
  ask(contender: Contender): Promise<unknown>;
}

/** The same questions to shardgen and its peers, in turn, over a million rows in four databases. */
export async function benchScatter(): Promise<void> {
  const project = await startBenchProject({ schema: SCHEMA, more: ['one', 'foreign'] });
  try {
    const shards = Object.values(project.urls);
    const { one = '', foreign = '' } = project.more;
    for (const [partition, url] of shards.entries()) await loadOrders(url, partition);
    await loadOrders(one);
    await joinByForeignData(foreign, shards);
    const databases = { directory: project.directory, shards: project.urls, one, foreign };
    const contenders: Contender[] = [];
    for (const open of Object.values(CONTENDERS)) {
      const contender = await open(databases);
      if (contender !== undefined) contenders.push(contender);
    }
    try {
      await askAll(contenders);
    } finally {
      await Promise.all(contenders.map((contender) => contender.close()));
    }
    await streamAll(databases);
  } finally {
    await project.close();
  }
}

async function askAll(contenders: readonly Contender[]): Promise<void> {
  const place = await middleOf(contenders);
  const questions: readonly Question[] = [
    { name: 'count', rounds: 20, ask: (one) => one.count() },
    {
      name: `top ${TOP} by an indexed column`,
      rounds: 60,
      ask: async (one) => ids(await one.top(TOP)),
    },
    {
      name: `page of ${PAGE} by keyset`,
      rounds: 60,
      ask: async (one) => ids(await one.page(place, PAGE)),
    },
    {
      name: `groupBy, ${PRODUCTS} groups`,
      rounds: 20,
      ask: async (one) => totals(await one.groups()),
    },
  ];
  for (const question of questions) {
    const times = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
    const expected = String(await question.ask(contenders[0] ?? fail()));
    for (let round = -2; round < question.rounds; round += 1) {
      // The order changes each round: whoever follows finds other caches.
      const turn = (round + 2) % contenders.length;
      for (const contender of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
        const start = performance.now();
        const answer = await question.ask(contender);
        const ms = performance.now() - start;
        if (String(answer) !== expected) throw new Error(`${contender.name}: another answer`);
        if (round >= 0) times.get(contender)?.push(ms);
      }
    }
    const own = median(times.get(contenders[0] ?? fail()) ?? []);
    printTable(
      `Over ${ROWS} rows in four databases: ${question.name}`,
      contenders.map((contender) => {
        const all = times.get(contender) ?? [];
        return {
          contender: contender.name,
          'median ms': median(all).toFixed(2),
          'fastest to slowest': `${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}`,
          'shardgen takes': `${(own / median(all)).toFixed(2)} of it`,
        };
      }),
    );
  }
}

async function streamAll(databases: OrderDatabases): Promise<void> {
  const table: Record<string, string>[] = [];
  for (const name of Object.keys(CONTENDERS)) {
    const row: Record<string, string> = { contender: name };
    for (const rows of STREAMED) {
      const runs = [];
      for (let i = 0; i < 3; i += 1) {
        const args = ['--import', 'tsx', STREAM_ONCE, name, `${rows}`, JSON.stringify(databases)];
        const run = await measure(process.cwd(), args).catch((error: unknown) => String(error));
        if (typeof run === 'string') {
          row[`${rows} rows`] = run.includes('no contender') ? 'not installed' : run.slice(0, 200);
          break;
        }
        runs.push({ ms: Number(/streamed=([\d.]+)/.exec(run.output)?.[1]), memory: run.memory });
      }
      if (runs.length === 0) continue;
      row[`${rows} rows, ms`] = median(runs.map(({ ms }) => ms)).toFixed(0);
      row[`${rows} rows, peak MiB`] = median(runs.map(({ memory }) => memory)).toFixed(0);
    }
    table.push(row);
  }
  printTable('Streams of rows in order; each in a process of its own', table);
}

/** A place in the middle of all rows, where a page has to begin from the index. */
async function middleOf(contenders: readonly Contender[]): Promise<PagePlace> {
  const plain = contenders.find(({ name }) => name.startsWith('plain')) ?? fail();
  const half = new Date(Date.UTC(2026, 0, 1) + (ROWS / 16) * 60_000);
  const [row] = await plain.page({ createdAt: half, userId: 0n, id: 0n }, 1);
  // Sound: Prisma's row has the columns of the schema.
  return (row ?? fail()) as unknown as PagePlace;
}

/** Digits behind the point differ from driver to driver. */
const totals = (groups: readonly ProductTotal[]) =>
  groups
    .map(({ productId, count, sum }) => `${productId} ${count} ${Number(sum).toFixed(2)}`)
    .sort()
    .join('\n');

const ids = (rows: readonly { readonly id: unknown }[]) => rows.map(({ id }) => id).join(' ');

function fail(): never {
  throw new Error('nothing to compare');
}
