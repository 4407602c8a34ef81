import type { Diagnostic } from '../../schema/diagnostics/diagnostic.js';
import type { SchemaFile } from '../../schema/source/schema-file.js';
import type { Terminal } from './terminal.js';

/** Every diagnostic with its excerpt, and a last line that counts them; nothing when there is none. */
export async function printDiagnostics(
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  files: readonly SchemaFile[],
): Promise<void> {
  if (diagnostics.length === 0) return;
  const { formatDiagnostics } = await import('../../schema/diagnostics/format-diagnostic.js');
  const colour = terminal.colors.isColorSupported;
  terminal.problem(formatDiagnostics(diagnostics, files, { colour }).trimEnd());
}
