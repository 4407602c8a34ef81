/** A Prisma driver adapter, named here so that the rest of the runtime does not import Prisma. */
export type { SqlDriverAdapterFactory } from '@prisma/client/runtime/client';
