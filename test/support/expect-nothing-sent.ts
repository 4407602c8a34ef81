import { expect } from 'vitest';
import type { QueryLog } from '../../runtime/testing/index.js';

/**
 * Requires that no shard was asked anything since the log was cleared: no statement was sent, and no
 * call is on its way that will send one, such as one whose connection is just being made.
 */
export function expectNothingSent({ statements, unanswered }: QueryLog, call?: string): void {
  expect({ statements, unanswered }, call).toEqual({ statements: [], unanswered: [] });
}
