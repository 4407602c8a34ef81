/** Whether Prisma did not take the arguments of a call: it asked no database. */
export function isRefusedByPrisma(error: unknown): error is Error {
  return error instanceof Error && error.name === 'PrismaClientValidationError';
}
