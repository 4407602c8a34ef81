/**
 * Errors after which a read is asked again: they pass by themselves, and a read that met one has changed
 * nothing. Five characters are codes of PostgreSQL (`08` stands for all that begin with it), `P` and four
 * digits those of Prisma, `E...` those of Node.
 */
export const TRANSIENT_ERRORS = [
  '08',
  '40001',
  '40P01',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2034',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
] as const;

export type TransientError = (typeof TRANSIENT_ERRORS)[number];

const CODES: ReadonlySet<string> = new Set(TRANSIENT_ERRORS);

/** What the driver adapter calls them, where no code is left. */
const KINDS: ReadonlySet<string> = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
]);

/** The driver reports some broken connections by text only. */
const TEXT = /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/;

/** How deep a chain of causes is followed; they may form a circle. */
const DEEPEST = 6;

/** Whether a read that failed with this may be asked again. */
export function isTransient(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return false;
  const text = (name: string): string => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : '';
  };
  const codes = [text('code'), text('errorCode'), text('originalCode')];
  if (codes.some(isListed) || KINDS.has(text('kind'))) return true;
  // Prisma's messages quote what they were given, which may look like anything.
  if (!text('name').startsWith('PrismaClient') && TEXT.test(text('message'))) return true;
  const meta: unknown = Reflect.get(error, 'meta');
  const inner: unknown = Reflect.get(error, 'errors');
  const causes = [
    Reflect.get(error, 'cause'),
    Reflect.get(Object(meta), 'driverAdapterError'),
    ...(Array.isArray(inner) ? inner : []),
  ];
  return causes.some((cause) => isTransient(cause, depth + 1));
}

function isListed(code: string): boolean {
  // Five characters, so that Node's own codes of that beginning are not meant.
  return CODES.has(code) || (code.length === 5 && CODES.has(code.slice(0, 2)));
}
