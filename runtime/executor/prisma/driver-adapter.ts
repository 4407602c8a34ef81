import type { SqlDriverAdapterFactory } from '@prisma/client/runtime/client';

/** A Prisma driver adapter, named here so that the rest of the runtime does not import Prisma. */
export type { SqlDriverAdapterFactory };

/** An adapter that is connected to a database. */
export type SqlDriverAdapter = Awaited<ReturnType<SqlDriverAdapterFactory['connect']>>;
