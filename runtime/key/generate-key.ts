import { randomBytes, randomUUID } from 'node:crypto';

/** A value for a key field whose default Prisma would compute only after the call was routed. */
export function generateKey(kind: 'uuid4' | 'uuid7'): string;
export function generateKey(kind: 'uuid4' | 'uuid7' | 'now'): string | Date;
export function generateKey(kind: 'uuid4' | 'uuid7' | 'now'): string | Date {
  switch (kind) {
    case 'uuid4':
      return randomUUID();
    case 'uuid7':
      return uuid7(Date.now());
    case 'now':
      return new Date();
    default:
      return kind satisfies never;
  }
}

/** RFC 9562 version 7: 48 bits of Unix milliseconds, then random bits. */
function uuid7(milliseconds: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
