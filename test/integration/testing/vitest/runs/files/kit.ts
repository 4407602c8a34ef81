import { appendFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';
import { createTestingKit, type VirtualShards } from '../../../../../../runtime/testing/index.js';
import type { LooseShards } from '../../../../../support/generated-shards.js';
import type { Kit } from '../../../support/kit.js';

const { RUN_CLIENT = '', RUN_SCHEMA = '', RUN_REPORT = '' } = process.env;

// Generated before the run; its types are those of every client without types.
const { createShards } = await import(/* @vite-ignore */ pathToFileURL(RUN_CLIENT).href);

export const kit: Kit = createTestingKit({ createShards, schema: RUN_SCHEMA });

/** Tells the test that started the run which worker and which server a file got. */
export function report(file: string, { shard, names }: VirtualShards<LooseShards, string>): void {
  const servers = names.map((name) => shard(name).pid);
  const directory = process.env['SHARDGEN_TESTING_DIRECTORY'];
  const line = { file, worker: `${process.pid} ${threadId}`, servers, directory };
  appendFileSync(RUN_REPORT, `${JSON.stringify(line)}\n`);
}
