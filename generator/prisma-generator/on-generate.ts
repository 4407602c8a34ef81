import type { GeneratorOptions } from '@prisma/generator-helper';
import { createColors } from 'picocolors';
import { planGeneration } from '../project/plan-generation.js';
import { readProject } from '../project/read-project.js';
import { writePlan } from '../project/write-plan.js';
import { printDiagnostics } from '../terminal/print-diagnostics.js';
import type { Terminal } from '../terminal/terminal.js';

/** Collects what would be printed: stderr belongs to the protocol. */
function collectingTerminal(lines: string[]): Terminal {
  const add = (line: string) => {
    lines.push(line);
  };
  return { colors: createColors(false), out: add, problem: add };
}

/**
 * One run under `prisma generate`. The schema is read again from its own files, because the text
 * that Prisma passes is reformatted and its line numbers are of no use.
 *
 * @throws an error whose message Prisma prints whole: the diagnostics, or the named error.
 */
export async function onGenerate(options: GeneratorOptions): Promise<void> {
  const { config } = options.generator.config;
  const project = await readProject({
    cwd: process.cwd(),
    schema: options.schemaPath,
    config: typeof config === 'string' ? config : undefined,
  });
  const lines: string[] = [];
  await printDiagnostics(collectingTerminal(lines), project.diagnostics, project.files);
  if (project.model === undefined) throw new Error(`\n${lines.join('\n')}`);
  for (const line of lines) console.log(line);
  const plan = await planGeneration(project, project.model, {
    acceptTopologyChange: false,
    withClient: false, // it is Prisma that writes it in this run
  });
  await writePlan(plan);
}
