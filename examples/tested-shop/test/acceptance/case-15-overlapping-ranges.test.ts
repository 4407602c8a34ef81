import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('case 15: ranges that overlap are a mistake in the schema, and neighbours are none', () => {
  const { status, stderr } = spawnSync(
    'npx',
    [
      '--no-install',
      'shardgen',
      'validate',
      '--schema',
      'test/acceptance/overlapping-ranges.prisma',
    ],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr.match(/SG\d{4}(?=\]:)/g)).toEqual(['SG1244']);
});
