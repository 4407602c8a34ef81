import { expect, test } from 'vitest';
import { createCatalog } from '../../../../runtime/catalog/catalog.js';

const column = { table: { schema: 'public', name: 'User' }, name: 'name' };
const row = { type: 'pg_catalog.text', collation: null, labels: null };

test('a call that is ended while it asks is no error of another that waits for the same', async () => {
  const catalog = createCatalog({ schemaOf: async () => 'public' });
  const reason = new Error('not any more');
  let end: (reason: Error) => void = () => undefined;
  const first = catalog.column(0, column, () => new Promise((_, reject) => (end = reject)));
  const others = [0, 1].map(() => catalog.column(0, column, async () => [row]));
  await Promise.resolve();
  end(reason);
  await expect(first).rejects.toBe(reason);
  expect(await Promise.all(others)).toMatchObject([{ type: 'pg_catalog.text' }, {}]);
});

test('what every call fails at is an error of each, and is asked again the next time', async () => {
  const catalog = createCatalog({ schemaOf: async () => 'public' });
  const fail = (text: string) => catalog.column(0, column, () => Promise.reject(new Error(text)));
  const [first, second] = [fail('one'), fail('two')];
  await expect(first).rejects.toThrow('one');
  await expect(second).rejects.toThrow('two');
  expect(await catalog.column(0, column, async () => [row])).toMatchObject({
    type: 'pg_catalog.text',
  });
});
