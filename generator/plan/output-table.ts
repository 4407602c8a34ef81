import { clientView } from './client-view.js';
import type { GenerationInput } from './generation-input.js';
import { repositoryView } from './repository-view.js';
import { topologyView } from './topology-view.js';

/** One file to come out: where, by which template, from which view. */
export interface PlannedFile {
  readonly path: string;
  readonly template: 'client.ts' | 'index.ts' | 'repository.ts' | 'topology.ts';
  readonly view: object;
}

/** The file of a model, in the output folder. */
export const repositoryFile = (model: string) => `repositories/${model}.ts`;

/** Which files come out; a file per model, so that one model changes one file. */
export function outputTable(input: GenerationInput): readonly PlannedFile[] {
  return [
    { path: 'client.ts', template: 'client.ts', view: clientView(input) },
    { path: 'index.ts', template: 'index.ts', view: clientView(input) },
    { path: 'topology.ts', template: 'topology.ts', view: topologyView(input) },
    ...input.model.models.map((model) => ({
      path: repositoryFile(model.name),
      template: 'repository.ts' as const,
      view: repositoryView(model, input),
    })),
  ];
}
