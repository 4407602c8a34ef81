import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One program of a file: from its marker to the next one. */
export interface Program {
  /** Absolute. */
  readonly file: string;
  readonly title: string;
  /** Lines of the file, from 1; both belong to the program. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Texts that the compiler's one error holds; empty for a program that compiles. */
  readonly expected: readonly string[];
}

const MARKER = '// program: ';
const EXPECTATION = '// expect: ';

function programsOf(file: string, text: string): readonly Program[] {
  const lines = text.trimEnd().split('\n');
  const starts = lines.flatMap((line, index) => (line.startsWith(MARKER) ? [index] : []));
  return starts.map((start, position) => {
    const end = starts[position + 1] ?? lines.length;
    return {
      file,
      title: (lines[start] ?? '').slice(MARKER.length),
      firstLine: start + 1,
      lastLine: end,
      expected: lines
        .slice(start, end)
        .filter((line) => line.startsWith(EXPECTATION))
        .map((line) => line.slice(EXPECTATION.length)),
    };
  });
}

/** The programs of all files of a folder. */
export async function readPrograms(folder: string): Promise<readonly Program[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  const files = names.map(async (name) => {
    const file = join(folder, name);
    return programsOf(file, await readFile(file, 'utf8'));
  });
  return (await Promise.all(files)).flat();
}
