import { contended } from '../errors/index-errors.js';
import { hasNotHappened } from '../executor/has-not-happened.js';
import { generateKey } from '../key/generate-key.js';
import type { Claim } from './claim.js';
import type { ShardCall } from './entries.js';
import {
  explainWrite,
  type IndexSession,
  isRefused,
  MOST_ATTEMPTS,
  POINTS,
} from './index-session.js';

/**
 * Does a write under a fresh token that holds the claims; begins again when somebody refused the token,
 * which nobody does who does not want the value.
 */
export async function underToken<T>(
  session: IndexSession,
  call: ShardCall,
  claims: readonly Claim[],
  work: (token: string) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const token = generateKey('uuid7');
    if (claims.length > 0) {
      await session.reserve(claims, token);
      await session.reach(POINTS.reserved);
    }
    try {
      return await work(token);
    } catch (error) {
      if (isRefused(error)) {
        await session.abandon(claims, token);
        continue;
      }
      // A lost connection may have carried the write all the same: what it reserved has to stay.
      if (claims.length > 0 && hasNotHappened(error)) await session.abandon(claims, token);
      throw explainWrite(call, error);
    }
  }
  throw contended(call, claims[0]?.index.id ?? '', MOST_ATTEMPTS);
}

export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
}
