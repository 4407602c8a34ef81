import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import { openOracle } from './run/oracle-session.js';
import { runOracle } from './run/run-oracle.js';
import { LONG } from './run/settings.js';
import { NASTY_AFTER } from './schemas/after-schema.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In milliseconds; a minute on a machine that has nothing else to do. */
const TIMEOUT = 600_000 + (LONG.minutes ?? 0) * 60_000;

test.each([
  { name: 'shop', path: at('../../examples/shop/prisma'), after: '' },
  { name: 'nasty', path: at('schemas/nasty.prisma'), after: NASTY_AFTER },
])(
  'the shards of the $name schema answer what one database does',
  { timeout: TIMEOUT },
  async ({ name, path, after }) => {
    const session = await openOracle(`oracle-${name}`, path, after);
    try {
      await runOracle(session, name);
    } finally {
      await session.stop();
    }
  },
);
