import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/**
 * A package that only the bench knows. Installed at its first use, without its peers: it finds Prisma in
 * the checkout.
 */
export async function importPeer(name: string): Promise<unknown> {
  if (!existsSync(`${FOLDER}node_modules/${name}`)) {
    const options = ['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
    await promisify(execFile)('npm', options, { cwd: FOLDER });
  }
  const path = createRequire(`${FOLDER}package.json`).resolve(name);
  return import(pathToFileURL(path).href);
}
