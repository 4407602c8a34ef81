import { constants } from 'node:os';

/** The error that node reports when the other side resets a connection. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), {
    code: 'ECONNRESET',
    // Prisma's adapter knows a socket's error by its number.
    errno: -constants.errno.ECONNRESET,
    syscall: 'read',
  });
}

/** The error that node reports when nobody listens. */
export function connectionRefused(host: string, port: number): Error {
  return Object.assign(new Error(`connect ECONNREFUSED ${host}:${port}`), {
    code: 'ECONNREFUSED',
    errno: -constants.errno.ECONNREFUSED,
    syscall: 'connect',
    address: host,
    port,
  });
}
