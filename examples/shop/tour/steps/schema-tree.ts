import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { SCHEMA } from '../places.js';

/** A model as its annotation places it. */
interface PlacedModel {
  readonly name: string;
  readonly annotation: string;
  /** The model it is colocated with; none for the root of a group. */
  readonly parent: string | undefined;
}

export interface SchemaTree {
  readonly files: number;
  readonly models: readonly PlacedModel[];
  /** One line for each model, children below their parents. */
  readonly lines: readonly { readonly branch: string; readonly model: PlacedModel }[];
}

const PLACED = /^\/\/\/ (@@shard\.\w+\((?:with: (\w+), )?.*\))\n(?:\/\/\/.*\n)*model (\w+)/gm;

/** Reads the annotations of the example's own files, to show them. */
export async function readSchemaTree(): Promise<SchemaTree> {
  const names = (await readdir(SCHEMA)).filter((name) => name.endsWith('.prisma')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(SCHEMA, name), 'utf8')));
  const models = [...texts.join('\n').replaceAll('\r\n', '\n').matchAll(PLACED)].map(
    ([, annotation = '', parent, name = '']) => ({ name, annotation, parent }),
  );
  return { files: names.length, models, lines: linesBelow(models, undefined, '') };
}

function linesBelow(
  models: readonly PlacedModel[],
  parent: string | undefined,
  indent: string,
): SchemaTree['lines'] {
  const children = models.filter((model) => model.parent === parent);
  return children.flatMap((model, index) => {
    const last = index === children.length - 1;
    const root = parent === undefined;
    const below = root ? '' : `${indent}${last ? '   ' : '│  '}`;
    return [
      { branch: root ? '' : `${indent}${last ? '└─ ' : '├─ '}`, model },
      ...linesBelow(models, model.name, below),
    ];
  });
}
