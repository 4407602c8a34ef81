import { readFile } from 'node:fs/promises';

export interface WithSource<Call> {
  readonly call: Call;
  /** The lines of the call as they stand in the file. */
  readonly source: readonly string[];
}

const RUN = /^ {4}run: \(db\) =>\s+([\s\S]*?),\n {4}shards:/gm;

/** Finds each call's own text in the file that makes it, so that what is shown is what runs. */
export async function withSources<Call>(
  module: URL,
  calls: readonly Call[],
): Promise<readonly WithSource<Call>[]> {
  const text = (await readFile(module, 'utf8')).replaceAll('\r\n', '\n');
  const sources = [...text.matchAll(RUN)].map(([, source = '']) => withoutIndent(source));
  if (sources.length !== calls.length) {
    throw new Error(`${module} makes ${calls.length} calls; ${sources.length} were found in it.`);
  }
  return calls.map((call, index) => ({ call, source: sources[index] ?? [] }));
}

/** The first line starts at the call; the others keep their indentation below it. */
function withoutIndent(source: string): readonly string[] {
  const [first = '', ...rest] = source.split('\n');
  const indents = rest.map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents);
  return [first, ...rest.map((line) => line.slice(common))];
}
