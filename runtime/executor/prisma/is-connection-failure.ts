/** Prisma's codes for a server that was not reached, refused the client, or hung up. */
const PRISMA_CODES = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1011',
  'P1017',
  'P2024',
  'P2037',
]);

/** PostgreSQL's own: connection exceptions (08), shutdown and start-up (57P0x), too many clients. */
const SQL_STATES = /^(08...|57P0[1235]|53300|28000|28P01|3D000)$/;

const NODE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What the driver adapter says itself, where no client is between it and us. */
const KINDS = new Set([
  'AuthenticationFailed',
  'ConnectionClosed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
]);

/** The driver reports some broken connections by text only. */
const TEXT =
  /is not currently accepting connections|Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|server closed the connection/i;

/** How deep a chain of causes is followed; they may form a circle. */
const DEEPEST = 5;

/** Whether an error says that a shard could not be reached, rather than that it refused a query. */
export function isConnectionFailure(error: unknown, depth = 0): boolean {
  if (!isRecord(error) || depth > DEEPEST) return false;
  if (PRISMA_CODES.has(codeOf(error, 'code')) || PRISMA_CODES.has(codeOf(error, 'errorCode'))) {
    return true;
  }
  const code = codeOf(error, 'code');
  if (NODE_CODES.has(code) || SQL_STATES.test(code)) return true;
  if (SQL_STATES.test(codeOf(error, 'originalCode'))) return true;
  if (KINDS.has(codeOf(error, 'kind'))) return true;
  if (isDriverError(error) && TEXT.test(codeOf(error, 'message'))) return true;
  return causesOf(error).some((cause) => isConnectionFailure(cause, depth + 1));
}

/** What is said when a connection is made, and not of one that was there: nothing was sent. */
const OF_CONNECTING = {
  prisma: new Set(['P1000', 'P1001', 'P1003', 'P1010']),
  states: /^(57P03|53300|28000|28P01|3D000)$/,
  node: new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']),
  text: /timeout exceeded when trying to connect/i,
};

/** Whether a shard was not reached at all, so that nothing can have happened there. */
export function wasNeverReached(error: unknown, depth = 0): boolean {
  if (!isRecord(error) || depth > DEEPEST) return false;
  const code = codeOf(error, 'code');
  const { node, prisma, states, text } = OF_CONNECTING;
  if (prisma.has(code) || prisma.has(codeOf(error, 'errorCode')) || node.has(code)) return true;
  if (states.test(code) || states.test(codeOf(error, 'originalCode'))) return true;
  if (isDriverError(error) && text.test(codeOf(error, 'message'))) return true;
  return causesOf(error).some((cause) => wasNeverReached(cause, depth + 1));
}

/** Prisma's validation errors quote the caller's text, which may look like anything. */
function isDriverError(error: Readonly<Record<string, unknown>>): boolean {
  return !codeOf(error, 'name').startsWith('PrismaClient');
}

function causesOf(error: Readonly<Record<string, unknown>>): unknown[] {
  const meta = isRecord(error['meta']) ? error['meta']['driverAdapterError'] : undefined;
  const inner = Array.isArray(error['errors']) ? error['errors'] : [];
  return [error['cause'], meta, ...inner];
}

function codeOf(error: Readonly<Record<string, unknown>>, field: string): string {
  const value = error[field];
  return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
