import { settingRefused } from '../../errors/cluster-errors.js';

type Settings = Readonly<Record<string, string | number>>;

/** Enough for distributed transactions, logical replication and a pool per shard and process. */
const DEFAULTS: Settings = {
  max_prepared_transactions: 64,
  wal_level: 'logical',
  max_connections: 200,
  cluster_name: 'shardgen',
};

/** What the cluster itself decides. */
const OWN = new Map([
  ['port', 'give the port with the option "port"'],
  ['listen_addresses', 'a local cluster only listens on 127.0.0.1'],
  ['unix_socket_directories', 'a local cluster has no unix socket'],
  ['data_directory', 'the data is in the folder given with "directory"'],
  ['external_pid_file', 'the cluster finds its server by its own file'],
  ['logging_collector', 'the log is server.log in the folder of the cluster'],
  ['lc_messages', 'the cluster reads the server messages in English'],
]);

/** The settings of one server: the defaults and what the user gave. Throws SG6016. */
export function mergeSettings(given: Settings): Settings {
  for (const [name, value] of Object.entries(given)) {
    const why = OWN.get(name.toLowerCase());
    if (why !== undefined) throw settingRefused(name, why);
    if (!/^[a-z_][a-z0-9_.]*$/i.test(name)) throw settingRefused(name, 'it is not a setting name');
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw settingRefused(name, `its value is ${String(value)}, not a string or number`);
    }
  }
  return { ...DEFAULTS, ...given };
}

/** The same settings give the same text, whatever their order. */
export function describeSettings(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(' ');
}

export function serverArguments(
  dataDirectory: string,
  port: number,
  settings: Settings,
): readonly string[] {
  const all = {
    ...settings,
    listen_addresses: '127.0.0.1',
    // A socket path is limited to about 100 bytes, and another cluster may use the same folder.
    unix_socket_directories: '',
    lc_messages: 'C',
    port,
  };
  return ['-D', dataDirectory, ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
}
