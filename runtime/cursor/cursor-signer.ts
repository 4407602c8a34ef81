import { createHmac } from 'node:crypto';

export const SIGNATURE_BYTES = 16;

/** Signs cursors. A function, so that the secret is nowhere to be printed. Without Node's types: users see it. */
export type CursorSigner = (order: Uint8Array, bytes: Uint8Array) => Uint8Array;

/** Without a secret, a signature shows damage only: anyone could make it. */
export function createCursorSigner(secret = ''): CursorSigner {
  return (order, bytes) => {
    const key = Buffer.concat([order, Buffer.from(secret)]);
    return createHmac('sha256', key).update(bytes).digest().subarray(0, SIGNATURE_BYTES);
  };
}
