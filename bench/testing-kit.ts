import { benchMemory } from './testing-kit/memory.js';
import { benchShards } from './testing-kit/shards.js';
import { generateShop } from './testing-kit/shop-kit.js';
import { benchStart } from './testing-kit/start.js';
import { benchSuite } from './testing-kit/suite.js';
import { benchTracking } from './testing-kit/tracking.js';

/** What virtual shards cost a test suite. */
export async function benchTestingKit(): Promise<void> {
  await generateShop();
  await benchStart();
  await benchShards();
  await benchMemory();
  await benchTracking();
  await benchSuite();
}
