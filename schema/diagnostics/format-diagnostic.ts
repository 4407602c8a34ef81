import picocolors from 'picocolors';
import type { SourceLocation } from '../model/source-location.js';
import type { SchemaFile } from '../source/schema-file.js';
import { withoutByteOrderMark } from '../source/without-byte-order-mark.js';
import { aboutCode } from './codes.js';
import type { Diagnostic } from './diagnostic.js';
import { excerptOf } from './excerpt.js';

/** How diagnostics are shown. */
export interface FormatOptions {
  /** Terminal colours; whether the terminal wants them is the caller's to know. Default: false. */
  readonly colour?: boolean;
}

type Colours = ReturnType<typeof picocolors.createColors>;
type Paint = (text: string) => string;

/** One diagnostic with the lines of source that it is about. */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  files: readonly SchemaFile[],
  options: FormatOptions = {},
): string {
  const colours = picocolors.createColors(options.colour ?? false);
  const { severity, code, message, fix, location, related, label } = diagnostic;
  const paint = severity === 'error' ? colours.red : colours.yellow;
  const gutter = Math.max(location.line, related?.location.line ?? 0).toString().length;
  const lines = [
    `${colours.bold(paint(`${severity}[${code}]`))}${colours.bold(`: ${message}`)}`,
    ...place(
      { location, note: label ?? '', arrow: '-->', mark: '^', gutter, paint, colours },
      files,
    ),
  ];
  if (related !== undefined) {
    const note = related.message;
    const second = { location: related.location, note, arrow: ':::', mark: '-', gutter };
    lines.push(...place({ ...second, paint: colours.cyan, colours }, files));
  }
  lines.push(`${' '.repeat(gutter)} ${colours.blue('=')} ${colours.bold('fix')}: ${fix}`);
  return lines.join('\n');
}

/** All diagnostics and a last line that counts them. Empty when there are none. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: readonly SchemaFile[],
  options: FormatOptions = {},
): string {
  if (diagnostics.length === 0) return '';
  const parts = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, files, options));
  const end = [
    summarize(diagnostics),
    ...(diagnostics.length > MANY ? countCodes(diagnostics) : []),
  ];
  return `${[...parts, end.join('\n')].join('\n\n')}\n`;
}

/** More than this and nobody sees what they have in common. */
const MANY = 20;

/** One line per code, the most frequent first. */
function countCodes(diagnostics: readonly Diagnostic[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1);
  const width = Math.max(...counts.values()).toString().length;
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([code, count]) => `  ${String(count).padStart(width)} × ${code}  ${aboutCode(code)}`);
}

/** `3 errors, 1 warning` */
export function summarize(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const counts = [plural(errors, 'error'), plural(diagnostics.length - errors, 'warning')];
  return counts.filter((count) => count !== '').join(', ') || 'no errors';
}

function plural(count: number, noun: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

interface Place {
  readonly location: SourceLocation;
  /** What stands behind the underline. */
  readonly note: string;
  readonly arrow: string;
  readonly mark: string;
  readonly gutter: number;
  readonly paint: Paint;
  readonly colours: Colours;
}

function place(shown: Place, files: readonly SchemaFile[]): readonly string[] {
  const { location, note, gutter, paint, colours } = shown;
  const blank = ' '.repeat(gutter);
  const bar = colours.blue('|');
  const head = `${blank}${colours.blue(shown.arrow)} ${location.file}:${location.line}:${location.column}`;
  const source = files.find(({ path }) => path === location.file)?.content;
  const line = source && withoutByteOrderMark(source).split(/\r\n|\n|\r/)[location.line - 1];
  if (line === undefined) return note === '' ? [head] : [head, `${blank} ${bar} ${note}`];
  const excerpt = excerptOf(line, location.column, location.length);
  const underline = shown.mark.repeat(excerpt.underline);
  const number = colours.blue(String(location.line).padStart(gutter));
  return [
    head,
    `${blank} ${bar}`,
    `${number} ${bar} ${excerpt.line}`.trimEnd(),
    `${blank} ${bar} ${' '.repeat(excerpt.indent)}${paint(`${underline} ${note}`.trimEnd())}`,
    `${blank} ${bar}`,
  ];
}
