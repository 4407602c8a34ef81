import { expect, test } from 'vitest';
import { onAbort } from '../../../../runtime/executor/on-abort.js';

/** What Node says when a signal has more listeners than it takes for sane. */
async function warnings(work: () => void): Promise<readonly string[]> {
  const said: string[] = [];
  const listen = ({ name }: Error) => said.push(name);
  process.on('warning', listen);
  work();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  return said;
}

test('many calls may have one signal', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const told: number[] = [];
  const said = await warnings(() => {
    for (let i = 0; i < 100; i++) onAbort(signal, () => told.push(i));
  });
  expect(said).toEqual([]);
  controller.abort();
  expect(told).toHaveLength(100);
});

test('who takes it back is not told, the others are, once', () => {
  const controller = new AbortController();
  const told: string[] = [];
  const forget = onAbort(controller.signal, () => told.push('first'));
  onAbort(controller.signal, () => told.push('second'));
  forget();
  forget();
  controller.abort();
  expect(told).toEqual(['second']);
});

test('nothing stays on a signal that nobody waits for', () => {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners.add(args[1]);
    add(...args);
  };
  const remove = signal.removeEventListener.bind(signal);
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners.delete(args[1]);
    remove(...args);
  };
  const both = [onAbort(signal, () => undefined), onAbort(signal, () => undefined)];
  expect(listeners.size).toBe(1);
  for (const forget of both) forget();
  expect(listeners.size).toBe(0);
  onAbort(signal, () => undefined)();
  expect(listeners.size).toBe(0);
});
