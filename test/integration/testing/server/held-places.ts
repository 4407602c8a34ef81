import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ServerChoice, ShardSchema } from '../../../../runtime/testing/server/shard-places.js';

const FIXTURE = fileURLToPath(new URL('fixtures/hold-places.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

export interface HeldPlaces {
  readonly pid: number;
  readonly urls: readonly string[];
  readonly pids: readonly number[];
  readonly error?: { readonly code: string; readonly message: string };
  /** Sends a word and waits for the answer. */
  ask(word: 'dispose'): Promise<unknown>;
  /** Lets it end by itself; answers its exit code. */
  leave(): Promise<number | null>;
  kill(): Promise<void>;
}

/** Opens places in another process, with its test server in `directory`. */
export async function holdPlaces(
  directory: string,
  servers: ServerChoice,
  count: number,
  schema: ShardSchema,
): Promise<HeldPlaces> {
  const given = JSON.stringify({ servers, count, schema });
  const child = spawn(process.execPath, ['--import', TSX, FIXTURE, given], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', SHARDGEN_TESTING_DIRECTORY: directory },
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  const closed = once(child, 'close').then(([code]) => code as number | null); // as node says
  const lines = createInterface({ input: child.stdout });
  const answer = async () => {
    const line = await Promise.race([
      once(lines, 'line').then(([text]) => String(text)),
      closed.then(() => undefined),
    ]);
    if (line === undefined) throw new Error(`it said nothing:\n${complaint}`);
    return JSON.parse(line);
  };
  return {
    urls: [],
    pids: [],
    ...(await answer()),
    pid: child.pid ?? 0,
    ask(word) {
      child.stdin.write(`${word}\n`);
      return answer();
    },
    leave() {
      child.stdin.write('leave\n');
      return closed;
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
