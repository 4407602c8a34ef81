import type { GenerationInput } from './plan/generation-input.js';
import { compare } from './plan/imports.js';
import { outputTable } from './plan/output-table.js';
import { createTemplateEngine } from './render/template-engine.js';

/**
 * The whole of rendering as one function: the sharding model in, path to text out, sorted by path.
 * Pure: no clock, no file is written, the same input gives the same bytes.
 *
 * The templates lay the text out themselves; a test holds every golden file to be a fixed point of
 * TypeScript's own formatter. Formatting at run time would take 15 ms for each model.
 */
export function renderFiles(input: GenerationInput): ReadonlyMap<string, string> {
  const engine = createTemplateEngine();
  return new Map(
    outputTable(input)
      .map(({ path, template, view }) => [path, engine.render(template, view)] as const)
      .sort(([a], [b]) => compare(a, b)),
  );
}
