import { expect, test } from 'vitest';
import { createMessageReader } from '../../../runtime/testing/server/pglite/wire-messages.js';

const packet = (code: number, rest = '') => {
  const bytes = Buffer.concat([Buffer.alloc(8), Buffer.from(rest)]);
  bytes.writeInt32BE(bytes.length, 0);
  bytes.writeInt32BE(code, 4);
  return bytes;
};
const message = (letter: string, text: string) => {
  const bytes = Buffer.concat([Buffer.from(letter), Buffer.alloc(4), Buffer.from(text)]);
  bytes.writeInt32BE(bytes.length - 1, 1);
  return bytes;
};
const SSL = packet(80_877_103);
const STARTUP = packet(196_608, 'user\0postgres\0\0');
const CANCEL = packet(80_877_102, '12345678');

const SENT = Buffer.concat([SSL, STARTUP, message('Q', 'SELECT 1\0'), message('X', '')]);
const KINDS = ['encryption', 'startup', 'statement', 'end'];

test('whole messages are read from one piece, and from single bytes', () => {
  expect(createMessageReader()(SENT).map(({ kind }) => kind)).toEqual(KINDS);
  const read = createMessageReader();
  const pieces = [...SENT].flatMap((byte) => read(Buffer.from([byte])));
  expect(pieces.map(({ kind }) => kind)).toEqual(KINDS);
  expect(pieces[2]).toEqual({
    kind: 'statement',
    bytes: new Uint8Array(message('Q', 'SELECT 1\0')),
  });
});

test('a request to cancel is told from a start', () => {
  expect(createMessageReader()(CANCEL)).toEqual([{ kind: 'cancel' }]);
});
