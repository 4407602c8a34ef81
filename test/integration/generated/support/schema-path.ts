import { fileURLToPath } from 'node:url';

/** Four groups: a bigint, a uuid, a composite and a text root. */
export const SCHEMA_PATH = fileURLToPath(new URL('../schema.prisma', import.meta.url));
