import { test } from 'vitest';
import { useVirtualShards } from '../../../../../../../runtime/testing/vitest/index.js';
import { kit } from '../kit.js';

useVirtualShards(kit, 0);

test('never runs', () => undefined);
