import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLI, OFFLINE, PRISMA, scaleProject } from './generation.js';
import { printTable } from './support/report.js';
import { median, range } from './support/statistics.js';

const MODELS = 200;
const SAVES = 12;
/** So long after the last output of a save the next one is made: watchers are idle by then. */
const PAUSE_MS = 500;

/** What a process prints, in the order in which somebody waits for it. */
interface Printed {
  /** Reads on to behind the text. */
  next(text: string): Promise<void>;
}

function printedBy(child: ChildProcess): Printed {
  let unread = '';
  let ended = false;
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      unread += chunk.toString();
      look();
    });
  }
  child.on('close', () => {
    ended = true;
    look();
  });
  return {
    next: (text) =>
      new Promise((resolve, reject) => {
        look = () => {
          const at = unread.indexOf(text);
          if (at >= 0) {
            unread = unread.slice(at + text.length);
            resolve();
          } else if (ended) reject(new Error(`ended before it printed "${text}":\n${unread}`));
        };
        look();
      }),
  };
}

/** Milliseconds from each save to each of the texts. */
type Times = readonly (readonly number[])[];

async function afterEachSave(
  directory: string,
  args: readonly string[],
  ready: string,
  texts: readonly string[],
): Promise<Times> {
  const schema = join(directory, 'prisma/schema.prisma');
  const before = await readFile(schema, 'utf8');
  const env = { ...process.env, ...OFFLINE, NO_COLOR: '1' };
  const child = spawn(process.execPath, args, { cwd: directory, env });
  const printed = printedBy(child);
  const times: number[][] = texts.map(() => []);
  try {
    await printed.next(ready);
    for (let save = 0; save < SAVES; save += 1) {
      await sleep(PAUSE_MS);
      const model = 'model M100 {\n';
      const start = performance.now();
      await writeFile(schema, before.replace(model, `${model}  added${save} Int?\n`));
      for (const [at, text] of texts.entries()) {
        await printed.next(text);
        times[at]?.push(performance.now() - start);
      }
    }
  } finally {
    child.kill('SIGINT');
    await writeFile(schema, before);
  }
  return times;
}

/**
 * `shardgen generate --watch`: one model of 200 gets another field, again and again. The peer is
 * `prisma generate --watch`, which makes the client alone.
 */
export async function benchWatch(): Promise<void> {
  const directory = await scaleProject(MODELS);
  const [repositories = [], both = []] = await afterEachSave(
    directory,
    [CLI, 'generate', '--watch'],
    'watching',
    ['repositories in', 'Prisma client in'],
  );
  const [client = []] = await afterEachSave(
    directory,
    [PRISMA, 'generate', '--watch'],
    'Generated Prisma Client',
    // printed anew, with all that was printed before, when the client is there
    ['Watching...'],
  );
  const row = (what: string, times: readonly number[]) => {
    const [first = Number.NaN, ...later] = times;
    const [low, high] = range(later);
    return {
      'from a save until': what,
      'median ms': median(later).toFixed(0),
      range: `${low.toFixed(0)} to ${high.toFixed(0)}`,
      'first save': first.toFixed(0),
      ratio: (median(later) / median(client.slice(1))).toFixed(2),
    };
  };
  printTable(`generate --watch, one model of ${MODELS} changed`, [
    row('the repositories are written', repositories),
    row("Prisma's client is written too", both),
    row('prisma generate --watch has written the client', client),
  ]);
}
