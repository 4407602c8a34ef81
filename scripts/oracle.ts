import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// A long run of test/oracle: npm run oracle -- --seed 7 --minutes 10 --schema nasty
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    minutes: { type: 'string', default: '5' },
    schema: { type: 'string' },
  },
});

const seed = wholeNumber('seed', values.seed);
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error(`--minutes is ${values.minutes}, not a number above 0`);

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const only = values.schema === undefined ? [] : ['-t', values.schema];
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'integration', 'test/oracle', ...only],
  {
    stdio: 'inherit',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ORACLE_SEED: String(seed), ORACLE_MINUTES: String(minutes) },
  },
);
process.exitCode = status ?? 1;

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number)) throw new Error(`--${option} is ${text}, not a whole number`);
  return number;
}
