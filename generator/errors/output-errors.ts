import { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import { reasonOf } from './quote.js';

export const OUTPUT_CODES = {
  SG2301:
    'A file stands where a folder of the output has to be, or a folder where a file has to be.',
  SG2302: 'The output folder cannot be written.',
  SG2303: 'A file that shardgen did not write stands where a generated file has to be.',
  SG2304: "The output folder and the Prisma client's folder overlap.",
  SG2305: 'A symbolic link stands where a generated file or folder has to be.',
  SG2306: 'Writing failed midway and could not be undone.',
  SG2307: 'Generating would move existing buckets, regions or ranges to other shards.',
  SG2308: 'The ownership in the existing generated topology cannot be read.',
} as const;

const UNTOUCHED = 'Nothing was written';

export function pathOccupied(path: string, cause?: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2301',
    message: `"${path}" cannot be written: a file stands where a folder has to be, or the other way round. ${UNTOUCHED}`,
    fix: 'move it away, or choose another folder with --out or `output` in shardgen.config.ts',
    cause,
  });
}

export function outputNotWritable(path: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2302',
    message: `"${path}" cannot be written: ${reasonOf(cause)}. ${UNTOUCHED}`,
    fix: 'give this user the right to write there (or free the disk), or choose another folder with --out',
    cause,
  });
}

export function foreignFile(paths: readonly string[], generator: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2303',
    message: `these files stand where generated files have to be, but were not written by ${generator}:\n${paths.map((path) => `    ${path}`).join('\n')}\n  ${UNTOUCHED}`,
    fix: 'move or rename them, or choose another output folder; files without the "generated" first line are never overwritten',
  });
}

export function outputOverlapsClient(output: string, client: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2304',
    message: `the output folder "${output}" overlaps the Prisma client's folder "${client}"; Prisma deletes what it finds there`,
    fix: 'choose another folder with --out or `output`, for example one beside the client',
  });
}

export function symbolicLink(path: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2305',
    message: `"${path}" is a symbolic link; writing through it would change a file elsewhere. ${UNTOUCHED}`,
    fix: 'remove the link, or choose another folder with --out',
  });
}

export function undoFailed(paths: readonly string[], cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG2306',
    message: `writing failed, and these files could not be put back: ${paths.join(', ')}: ${reasonOf(cause)}`,
    fix: 'free the folder and run `shardgen generate` again: it completes the output',
    cause,
  });
}

/** `moves` are sentences such as `User: buckets [0, 512) from shard_1 to shard_3`. */
export function topologyWouldChange(moves: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG2307',
    message: `keys would change their shard, but their rows do not move by themselves, so they could not be found any more:\n${moves.map((move) => `    ${move}`).join('\n')}\n  ${UNTOUCHED}`,
    fix: 'keep the present owners in `topology.owners` of shardgen.config.ts, and the present regions and ranges in the schema; if there are no rows yet, or you move them yourself, run: npx shardgen generate --accept-topology-change. A new shard gets its copies of reference models by: npx shardgen reference repair',
  });
}

export function topologyUnreadable(file: string): ShardgenError {
  return new ShardgenError({
    code: 'SG2308',
    message: `the owners in "${file}" cannot be read, so it is not known whether keys would change their shard. ${UNTOUCHED}`,
    fix: 'bring the file back from version control; or, if no rows are at stake, run: npx shardgen generate --accept-topology-change',
  });
}
