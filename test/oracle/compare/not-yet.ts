import type { Query } from '../query/query.js';

/** Methods that are not there yet, or refuse (SG3011) what only has a meaning over all rows. */
export const NOT_YET: Readonly<Partial<Record<Query['method'], 'missing' | 'SG3011'>>> = {};
