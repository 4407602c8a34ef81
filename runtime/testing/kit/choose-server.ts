import { testingOptionIllegal, testingOptionsConflict } from '../../errors/testing-errors.js';
import type { ServerChoice } from '../server/shard-places.js';
import type { VirtualShardsOptions } from './virtual-shards-options.js';

type Wanted = Pick<VirtualShardsOptions, 'servers' | 'url' | 'engine'>;

/**
 * Where the databases are made: what the call says, else what the kit says, else the environment
 * (SHARDGEN_TESTING_URL, SHARDGEN_TESTING_SERVERS, SHARDGEN_TESTING_ENGINE), else the shared server.
 *
 * @throws ShardgenError SG7010.
 */
export function chooseServer(
  call: Wanted,
  kit: Wanted,
  environment: Readonly<Record<string, string | undefined>>,
): ServerChoice {
  const fromEnvironment = {
    url: environment['SHARDGEN_TESTING_URL'],
    servers: environment['SHARDGEN_TESTING_SERVERS'],
    engine: environment['SHARDGEN_TESTING_ENGINE'],
  };
  const source = [call, kit, fromEnvironment].find(
    ({ servers, url, engine }) => Boolean(url) || Boolean(servers) || Boolean(engine),
  );
  if (source === undefined) return { kind: 'shared' };
  const { url, servers = 'shared', engine = 'postgres' } = source;
  if (servers !== 'shared' && servers !== 'separate') {
    throw testingOptionIllegal('servers', servers, "'shared' or 'separate'");
  }
  if (engine !== 'postgres' && engine !== 'pglite') {
    throw testingOptionIllegal('engine', engine, "'postgres' or 'pglite'");
  }
  const isSeparate = servers === 'separate';
  if (engine === 'pglite') {
    if (isSeparate) {
      throw testingOptionsConflict('engine', 'servers', 'PGlite has no server processes');
    }
    if (url) throw testingOptionsConflict('engine', 'url', 'PGlite runs inside this process');
    return { kind: 'pglite' };
  }
  if (!url) return { kind: isSeparate ? 'separate' : 'shared' };
  if (isSeparate) throw testingOptionsConflict('url', 'servers', 'the url names one server');
  return { kind: 'url', url };
}
