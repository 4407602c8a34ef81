import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { SchemaFile } from '../../source/schema-file.js';
import type { SchemaOutline } from '../../source/schema-outline.js';
import { startOf } from '../../source/source-index.js';

const SUPPORTED = new Set(['postgresql', 'postgres']);

/** SG1002: Prisma's parser stumbles over a byte order mark. */
export function* byteOrderMarks(files: readonly SchemaFile[]): Iterable<Diagnostic> {
  for (const file of files) {
    const start = { file: file.path, line: 1, column: 1, length: 1 };
    if (isUtf16(file.content)) {
      yield error('SG1002', {
        at: start,
        message: 'The file is not UTF-8: it looks like UTF-16, which Prisma does not read.',
        fix: 'Save it as UTF-8 without a byte order mark (BOM).',
      });
    }
    if (!file.content.startsWith('\uFEFF')) continue;
    yield error('SG1002', {
      at: start,
      message: 'The file starts with a byte order mark, which Prisma does not read.',
      fix: 'Save it as UTF-8 without a byte order mark (BOM).',
    });
  }
}

/** Every other byte of ASCII text in UTF-16 is zero. */
function isUtf16(content: string): boolean {
  return /^\uFFFD{0,2}(?:[ -~]\0|\0[ -~]){4}/.test(content);
}

/** SG1003 and SG1007: the one datasource is PostgreSQL. */
export function* datasource(outlines: readonly SchemaOutline[]): Iterable<Diagnostic> {
  const blocks = outlines.flatMap((outline) =>
    outline.blocks
      .filter((block) => block.kind === 'datasource')
      .map((block) => ({ block, text: outline.text })),
  );
  if (blocks.length === 0) {
    yield error('SG1007', {
      at: startOf(outlines),
      message: 'The schema has no datasource.',
      fix: 'Add a datasource block with `provider = "postgresql"`.',
    });
  }
  for (const { block, text } of blocks) {
    const line = block.members.find((member) => member.name === 'provider');
    if (line === undefined) continue;
    const setting = text.content.slice(line.span.start, line.span.end);
    const value = /=\s*"([^"]*)"/.exec(setting);
    if (value === null || SUPPORTED.has(value[1] ?? '')) continue;
    const start = line.span.start + setting.indexOf('"', value.index);
    yield error('SG1003', {
      at: text.locate({ start, end: line.span.end }),
      message: `shardgen does not support the provider "${value[1]}" yet.`,
      fix: 'Use `provider = "postgresql"`.',
      label: 'only postgresql is supported',
    });
  }
}
