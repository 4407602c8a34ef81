import { describe, test } from 'vitest';
import { useVirtualShards } from '../../../../../../../runtime/testing/vitest/index.js';
import { kit } from '../kit.js';

useVirtualShards(kit, 1);

describe.concurrent('tests that run at the same time', () => {
  test('one', () => undefined);
  test('two', () => undefined);
});
