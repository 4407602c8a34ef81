import { READS, type Read } from '../query/query.js';

/** How much is asked, and from which seed on. */
export interface Budget {
  readonly seed: number;
  readonly runs: number;
  /** Whether a query of each kind is asked before the random ones. */
  readonly examples: boolean;
  /** Which reads; all of them, if not said. */
  readonly methods?: readonly Read[];
}

/** Of a long run, which the suite is not. */
export const LONG = {
  seed: numberIn('ORACLE_SEED'),
  minutes: numberIn('ORACLE_MINUTES'),
  methods: READS.filter((read) =>
    (process.env['ORACLE_METHODS'] ?? read).split(',').includes(read),
  ),
} as const;

function numberIn(variable: string): number | undefined {
  const text = process.env[variable];
  return text === undefined || text === '' ? undefined : Number(text);
}
