import { ShardgenError } from './shardgen-error.js';

export const INTERNAL_CODES = {
  SG9001: 'a rule that the runtime relies on does not hold: a bug in shardgen',
} as const;

/** Something that cannot happen did. Never the caller's fault. */
export function internalError(what: string, cause?: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG9001',
    message: `shardgen has a bug: ${what}`,
    fix: 'Regenerate with `npx shardgen generate`. If it stays, report it with this message.',
    cause,
  });
}
