import { fact } from '../terminal/fact.js';
import type { Screen } from '../terminal/screen.js';

/** What to look at and to type next. */
export function farewell(screen: Screen): void {
  fact(
    screen,
    'read',
    'examples/shop/prisma, then examples/shop/src/generated/shards/repositories/Order.ts',
  );
  fact(screen, 'change', 'an annotation in examples/shop/prisma, then: npm start');
  fact(screen, 'ask', 'cd examples/shop && npx shardgen route User 42');
  fact(screen, 'keep', 'four databases to work with: cd examples/shop && npx shardgen dev');
  fact(screen, 'test', 'npm test');
}
