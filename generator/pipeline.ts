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
export type Render = (input: GenerationInput) => ReadonlyMap<string, string>;

/** For a process that renders again and again: what changed since the last time is made anew, and nothing else. */
export function createRender(): Render {
  const engine = createTemplateEngine();
  const last = new Map<string, { readonly view: string; readonly text: string }>();
  return (input) =>
    new Map(
      outputTable(input)
        .map(({ path, template, view }) => {
          // a view is plain data, and all that a template sees
          const now = JSON.stringify(view);
          const before = last.get(path);
          if (before?.view === now) return [path, before.text] as const;
          const text = engine.render(template, view);
          last.set(path, { view: now, text });
          return [path, text] as const;
        })
        .sort(([a], [b]) => compare(a, b)),
    );
}

/** Renders once. */
export const renderFiles: Render = (input) => createRender()(input);
