import schemaWasm from '@prisma/prisma-schema-wasm';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { error } from '../diagnostics/report.js';
import type { SourceText } from '../source/source-text.js';
import { plainText } from './plain-text.js';
import { wellFormed } from './well-formed.js';

export const PRISMA_FIX = 'Change the schema so that `prisma validate` accepts it.';

/** One finding of Prisma's linter; `start` and `end` are UTF-16 offsets into the file. */
interface LintFinding {
  readonly file_name: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly is_warning: boolean;
}

/** Prisma's own errors, with their places. Its warnings are left to Prisma's commands. */
export function prismaMistakes(texts: readonly SourceText[]): readonly Diagnostic[] {
  const [first] = texts;
  if (first === undefined) return [];
  return lint(texts)
    .filter((finding) => !finding.is_warning)
    .map((finding) => {
      const text = texts.find(({ path }) => path === finding.file_name) ?? first;
      return error('SG1001', {
        at: text.locate(finding),
        message: `Prisma: ${plainText(finding.text)}`,
        fix: PRISMA_FIX,
      });
    });
}

function lint(texts: readonly SourceText[]): readonly LintFinding[] {
  const files = texts.map((text) => [text.path, wellFormed(text.content)]);
  let answer: string;
  try {
    answer = schemaWasm.lint(JSON.stringify(files));
  } catch (cause) {
    // Prisma's parser ends like this on input that exhausts it; the user can only change the input.
    const text = `its parser stopped: ${cause instanceof Error ? cause.message : String(cause)}`;
    return [{ file_name: texts[0]?.path ?? '', start: 0, end: 1, text, is_warning: false }];
  }
  // The form of the answer is Prisma's own contract with its editor extensions.
  return JSON.parse(answer) as readonly LintFinding[];
}
