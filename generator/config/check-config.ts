import { dirname, resolve } from 'node:path';
import { checkOwners } from './check-owners.js';
import { checkPlacement } from './check-placement.js';
import { optionalInteger, optionalText, refuseUnknownKeys, tableAt } from './check-shape.js';
import { checkShards } from './check-shards.js';
import { checkUrl } from './check-url.js';
import type { ProjectConfig } from './project-config.js';

export const DEFAULT_DEV_DIRECTORY = '.shardgen/dev';

const KEYS = ['schema', 'output', 'shards', 'control', 'placement', 'topology', 'dev'];

/**
 * Checks what a config file exports and makes its paths absolute.
 *
 * @throws SG2004 to SG2009, SG2012 and SG2013, each naming the file and the key.
 */
export function checkConfig(exported: object, file: string, shownAs: string): ProjectConfig {
  const at = (path: string) => resolve(dirname(file), path);
  const table = tableAt(shownAs, 'the default export', exported);
  refuseUnknownKeys(shownAs, '', table, KEYS);
  const schema = optionalText(shownAs, 'schema', table['schema']);
  const output = optionalText(shownAs, 'output', table['output']);
  const shards = checkShards(shownAs, table['shards']);

  const control =
    table['control'] === undefined
      ? undefined
      : checkUrl(shownAs, 'control', table['control'], 'SHARDGEN_CONTROL_URL');

  const topology = tableAt(shownAs, 'topology', table['topology'] ?? {});
  refuseUnknownKeys(shownAs, 'topology', topology, ['epoch', 'owners']);
  const epoch = optionalInteger(shownAs, 'topology.epoch', topology['epoch'], 1, 2 ** 31 - 1);
  const names = shards.map((shard) => shard.name);

  const placement =
    table['placement'] === undefined
      ? undefined
      : checkPlacement(shownAs, table['placement'], names);

  const dev = tableAt(shownAs, 'dev', table['dev'] ?? {});
  refuseUnknownKeys(shownAs, 'dev', dev, ['directory', 'port']);
  const directory = optionalText(shownAs, 'dev.directory', dev['directory']);
  const port = optionalInteger(shownAs, 'dev.port', dev['port'], 1, 65_535);

  return {
    file,
    shownAs,
    ...(schema === undefined ? {} : { schema: at(schema) }),
    ...(output === undefined ? {} : { output: at(output) }),
    shards,
    ...(control === undefined ? {} : { control }),
    epoch: epoch ?? 1,
    owners: checkOwners(shownAs, topology['owners'] ?? {}, names),
    ...(placement === undefined ? {} : { placement }),
    dev: {
      directory: at(directory ?? DEFAULT_DEV_DIRECTORY),
      ...(port === undefined ? {} : { port }),
    },
  };
}
