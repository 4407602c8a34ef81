import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Handlebars from 'handlebars';
import { templatesDirectory } from './templates-directory.js';

/** Turns a view into text. */
export interface TemplateEngine {
  /** Throws when the template names something that the view lacks: a bug, never a user's mistake. */
  render(template: string, view: object): string;
}

// Handlebars' defaults are wrong for code: they escape HTML, and a missing name prints nothing.
const OPTIONS = { strict: true, noEscape: true, knownHelpersOnly: true } as const;

export function createTemplateEngine(directory: URL = templatesDirectory()): TemplateEngine {
  const handlebars = Handlebars.create();
  const read = (url: URL) => readFileSync(url, 'utf8');
  const partials = new URL('partials/', directory);
  for (const file of readdirSync(partials)) {
    handlebars.registerPartial(basename(file, '.hbs'), read(new URL(file, partials)));
  }
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const compile = (template: string) => {
    const known = compiled.get(template);
    if (known) return known;
    const made = handlebars.compile(read(new URL(`${template}.hbs`, directory)), OPTIONS);
    compiled.set(template, made);
    return made;
  };
  return {
    render(template, view) {
      try {
        return compile(template)(view);
      } catch (cause) {
        // Handlebars gives line and column but not the file.
        throw new Error(`templates/${template}.hbs: ${String(cause)}`, { cause });
      }
    },
  };
}
