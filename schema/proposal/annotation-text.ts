import { isAvailable, spelled } from '../annotation/annotation-names.js';
import { writtenShard } from '../annotation/argument/shard-ref.js';
import type { Assigned } from './assignment.js';

/** The annotation that says where the rows of a model live. */
export interface ProposedAnnotation {
  readonly text: string;
  /** Whether this version has it. */
  readonly available: boolean;
}

/** Undefined where nothing is to be said. `shard` is where global models live. */
export function annotationText(assigned: Assigned, shard: string): ProposedAnnotation | undefined {
  const on = `on: [${assigned.key.map(({ name }) => name).join(', ')}]`;
  switch (assigned.role) {
    case 'root':
      return written('hash', `(${on})`);
    case 'follower':
    case 'lacks key':
      return written('colocated', `(with: ${assigned.follows}, ${on})`);
    case 'reference':
      return written('reference', '');
    case 'global':
      return written('global', `(shard: ${writtenShard(shard)})`);
    case 'as annotated':
      return undefined;
    default:
      return assigned.role satisfies never;
  }
}

function written(name: string, rest: string): ProposedAnnotation {
  return { text: `${spelled('model', name)}${rest}`, available: isAvailable(name) };
}
