import { expect, test } from 'vitest';
import { createCallScope } from '../../../../runtime/executor/call-scope.js';
import { createTurns, type Turn } from '../../../../runtime/running/turns.js';

const full = () => new Error('full');

function start(most: number, queue: number) {
  const turns = createTurns();
  const said: string[] = [];
  const scopes = new Map<string, ReturnType<typeof createCallScope>>();
  return {
    said,
    async take(name: string, own = most): Promise<Turn> {
      const scope = createCallScope();
      scopes.set(name, scope);
      const turn = await turns.take({ most: own, queue }, scope, full);
      said.push(turn === 'ended' ? `${name} ended` : name);
      return turn;
    },
    end: (name: string) => scopes.get(name)?.end(new Error('enough')),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const over = (turn: Turn) => (turn === 'ended' ? undefined : turn());

test('so many run, the others wait in their order', async () => {
  const { said, take } = start(2, 10);
  const first = await take('a');
  const second = await take('b');
  void take('c').then(over);
  void take('d').then(over);
  await settled();
  expect(said).toEqual(['a', 'b']);
  over(second);
  await settled();
  expect(said).toEqual(['a', 'b', 'c', 'd']);
  over(first);
});

test('a turn that is given back twice is given back once', async () => {
  const { said, take } = start(1, 10);
  const first = await take('a');
  void take('b');
  void take('c');
  over(first);
  over(first);
  await settled();
  expect(said).toEqual(['a', 'b']);
});

test('nobody waits beyond the bound', async () => {
  const { take } = start(1, 1);
  await take('a');
  void take('b');
  await expect(take('c')).rejects.toThrow('full');
});

test('who ends makes room in the queue, and takes no turn', async () => {
  const { end, said, take } = start(1, 1);
  const first = await take('a');
  const second = take('b');
  end('b');
  expect(await second).toBe('ended');
  void take('c');
  over(first);
  await settled();
  expect(said).toEqual(['a', 'b ended', 'c']);
});

test('who may have more running is not held up by who may not', async () => {
  const { said, take } = start(1, 10);
  await take('a');
  void take('b');
  void take('c', 3).then(() => undefined);
  await settled();
  expect(said).toEqual(['a', 'c']);
});
