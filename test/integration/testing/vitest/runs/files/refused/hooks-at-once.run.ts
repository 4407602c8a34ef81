import { describe, test, vi } from 'vitest';
import { useVirtualShards } from '../../../../../../../runtime/testing/vitest/index.js';
import { kit } from '../kit.js';

vi.setConfig({ sequence: { hooks: 'parallel' } });

describe('hooks that run at the same time', () => {
  useVirtualShards(kit, 1);

  test('one', () => undefined);
});
