import { describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../runtime/clock/clock.js';
import { createTestClock } from '../../../runtime/testing/time/test-clock.js';

const quiet = async () => {
  await new Promise((resolve) => setImmediate(resolve));
};

describe('fake time', () => {
  test('stands still, and what waits happens in order', async () => {
    const clock = createTestClock('fake', quiet);
    const start = clock.now();
    const seen: string[] = [];
    clock.after(20, () => seen.push(`twenty at ${clock.now() - start}`));
    clock.after(10, () => {
      seen.push(`ten at ${clock.now() - start}`);
      clock.after(5, () => seen.push(`fifteen at ${clock.now() - start}`));
    });
    const cancel = clock.after(12, () => seen.push('never'));
    cancel();
    await quiet();
    expect(clock.now()).toBe(start);
    await clock.advance(15);
    expect(seen).toEqual(['ten at 10', 'fifteen at 15']);
    expect(clock.waiting).toBe(1);
    await clock.advance(5);
    expect(seen.at(-1)).toBe('twenty at 20');
    expect(clock.now()).toBe(start + 20);
    expect(clock.waiting).toBe(0);
  });

  test('what was woken and waits again on the way is woken again', async () => {
    const clock = createTestClock('fake', quiet);
    let beats = 0;
    const beat = () => {
      beats += 1;
      void Promise.resolve().then(() => clock.after(100, beat));
    };
    clock.after(100, beat);
    await clock.advance(1000);
    expect(beats).toBe(10);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to advance by %d', async (ms) => {
    await expect(createTestClock('fake', quiet).advance(ms)).rejects.toMatchObject({
      code: 'SG7010',
    });
  });
});

describe('real time', () => {
  test('cannot be advanced', async () => {
    await expect(createTestClock('real', quiet).advance(1)).rejects.toMatchObject({
      code: 'SG7011',
    });
  });

  test('goes on when a test replaces the global timers', async () => {
    vi.useFakeTimers();
    try {
      const before = systemClock.now();
      await new Promise<void>((resolve) => systemClock.after(5, resolve));
      expect(systemClock.now()).toBeGreaterThan(before);
    } finally {
      vi.useRealTimers();
    }
  });
});
