import { test } from 'vitest';
import { useVirtualShards } from '../../../../../../../runtime/testing/vitest/index.js';
import { kit } from '../kit.js';

const { names } = useVirtualShards(kit, 2);

test.each(names)('never runs: %s', () => undefined);
