#!/usr/bin/env node
// Builds dist/ from nothing, so that it never holds the output of a source that is gone. Does
// nothing when neither the sources nor dist/ changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const cli = join(dist, 'generator', 'cli.js');
const cache = join(root, 'node_modules', '.cache', 'shardgen-build');
const stampFile = join(cache, 'stamp');
const require = createRequire(import.meta.url);
const typescript = dirname(require.resolve('typescript/package.json'));

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Sources by content; dist/ by name and size, which is enough to notice that somebody touched it. */
function stamp() {
  const hash = createHash('sha256');
  const config = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'));
  const sources = config.include.flatMap((name) => filesBelow(join(root, name)));
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package.json'].map((name) =>
    join(root, name),
  );
  for (const file of [...settings, ...sources, join(typescript, 'package.json')]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  for (const file of filesBelow(dist)) hash.update(`${file}\0${statSync(file).size}\0`);
  return hash.digest('hex');
}

function upToDate() {
  if (!existsSync(cli) || !existsSync(stampFile)) return false;
  return readFileSync(stampFile, 'utf8') === stamp();
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What a build that was killed left behind. */
function removeAbandoned() {
  for (const name of readdirSync(cache)) {
    const pid = /^dist-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

function compile() {
  mkdirSync(cache, { recursive: true });
  removeAbandoned();
  const fresh = join(cache, `dist-${process.pid}`);
  const args = [join(typescript, 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--outDir', fresh];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.exit(status ?? 1);
  }
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
  chmodSync(cli, 0o755);
  writeFileSync(stampFile, stamp());
}

if (!upToDate()) compile();
