import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { repository } from './repository.js';
import { output } from './run-as-user.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The packed tarball of this repository. */
    readonly tarball: string;
  }
}

/** Packs once for all tests of the package: packing builds, and two builds would meet in dist/. */
export default function setUp(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'shardgen-tarball-'));
  output('npm', ['pack', '--silent', '--pack-destination', folder], repository);
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
  project.provide('tarball', join(folder, name));
  return () => rmSync(folder, { recursive: true, force: true });
}
