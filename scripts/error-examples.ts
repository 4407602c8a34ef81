import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of an example, as the page shows it. */
export interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

/** A small schema, with the modules beside it. */
export interface Example {
  readonly schema: ExampleFile;
  readonly modules: readonly ExampleFile[];
}

/** A mistake and its fix. */
export interface ExamplePair {
  readonly code: string;
  readonly bad: Example;
  readonly good: Example;
}

/** Holds a folder for each code; CONTRIBUTING.md says how an example is written. */
export const EXAMPLES = fileURLToPath(new URL('../docs/errors/', import.meta.url));

const read = (path: string) => readFileSync(path, 'utf8');

/** `<kind>.prisma`; or a folder `<kind>` with schema.prisma and modules in it. */
function readExample(folder: string, kind: 'bad' | 'good'): Example {
  const one = join(folder, kind);
  if (!readdirSync(folder).includes(kind)) {
    return { schema: { path: 'schema.prisma', text: read(`${one}.prisma`) }, modules: [] };
  }
  const files = readdirSync(one)
    .sort()
    .map((path) => ({ path, text: read(join(one, path)) }));
  const schema = files.find(({ path }) => path === 'schema.prisma');
  if (schema === undefined) throw new Error(`${one} has no schema.prisma`);
  return { schema, modules: files.filter((file) => file !== schema) };
}

/** All pairs below a folder, sorted by code. */
export function readExamples(root = EXAMPLES): readonly ExamplePair[] {
  return readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory())
    .sort()
    .map((code) => ({
      code,
      bad: readExample(join(root, code), 'bad'),
      good: readExample(join(root, code), 'good'),
    }));
}
