import { PrismaClientKnownRequestError } from '@prisma/client/runtime/client';

/**
 * What Prisma throws for a value that is taken. `meta` has the form of today's driver adapters, and
 * `target`, by which older code finds the field.
 */
export function uniqueViolation(
  model: string,
  fields: readonly string[],
  clientVersion: string,
): Error {
  const named = fields.map((field) => `\`${field}\``).join(',');
  return new PrismaClientKnownRequestError(`Unique constraint failed on the fields: (${named})`, {
    code: 'P2002',
    clientVersion,
    meta: {
      modelName: model,
      target: [...fields],
      driverAdapterError: {
        name: 'DriverAdapterError',
        cause: { kind: 'UniqueConstraintViolation', constraint: { fields: [...fields] } },
      },
    },
  });
}
