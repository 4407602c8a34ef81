import { IndentationText, Project, QuoteKind } from 'ts-morph';

/** Lays out TypeScript and proves that it parses. */
export interface SourceFormatter {
  /** Throws when `text` is not TypeScript: a template is wrong, and nothing must be written. */
  format(path: string, text: string): string;
}

export function createSourceFormatter(): SourceFormatter {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: { noLib: true, noResolve: true },
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Single,
    },
  });
  return {
    format(path, text) {
      const file = project.createSourceFile(path, text, { overwrite: true });
      // Only the parser's diagnostics: types cannot be known without the user's client.
      const [broken] = project.getProgram().getSyntacticDiagnostics(file);
      if (broken) {
        const where = `${path}:${broken.getLineNumber() ?? 1}`;
        throw new Error(
          `the rendered ${where} is not TypeScript: ${String(broken.getMessageText())}`,
        );
      }
      file.formatText({ ensureNewLineAtEndOfFile: true });
      const formatted = `${file
        .getFullText()
        .replace(/\n{3,}/g, '\n\n')
        .trimEnd()}\n`;
      project.removeSourceFile(file);
      return formatted;
    },
  };
}
