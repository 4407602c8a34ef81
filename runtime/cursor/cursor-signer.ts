import { createHmac } from 'node:crypto';

export const SIGNATURE_BYTES = 16;

/** Signs cursors. A function, so that the secret is nowhere to be printed. */
export type CursorSigner = (order: Buffer, bytes: Buffer) => Buffer;

/** Without a secret, a signature shows damage only: anyone could make it. */
export function createCursorSigner(secret = ''): CursorSigner {
  return (order, bytes) => {
    const key = Buffer.concat([order, Buffer.from(secret)]);
    return createHmac('sha256', key).update(bytes).digest().subarray(0, SIGNATURE_BYTES);
  };
}
