import { createSourceFormatter } from './format/format-source.js';
import type { GenerationInput } from './plan/generation-input.js';
import { compare } from './plan/imports.js';
import { outputTable } from './plan/output-table.js';
import { createTemplateEngine } from './render/template-engine.js';

/**
 * The whole of rendering as one function: the sharding model in, path to text out, sorted by path.
 * Pure: no clock, no file is written, the same input gives the same bytes.
 */
export function renderFiles(input: GenerationInput): ReadonlyMap<string, string> {
  const engine = createTemplateEngine();
  const formatter = createSourceFormatter();
  const files = outputTable(input).map(
    ({ path, template, view }) =>
      [path, formatter.format(path, engine.render(template, view))] as const,
  );
  return new Map(files.sort(([a], [b]) => compare(a, b)));
}
