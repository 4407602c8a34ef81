/** How much is asked, and from which seed on. */
export interface Budget {
  readonly seed: number;
  readonly runs: number;
}

/** Of a long run, which the suite is not. */
export const LONG = {
  seed: numberIn('ORACLE_SEED'),
  minutes: numberIn('ORACLE_MINUTES'),
} as const;

function numberIn(variable: string): number | undefined {
  const text = process.env[variable];
  return text === undefined || text === '' ? undefined : Number(text);
}
