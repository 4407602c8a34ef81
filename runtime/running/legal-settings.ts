/** Node's timers turn longer times into one millisecond. */
const LONGEST_MS = 0x7fff_ffff;

export const LEGAL_DEADLINE = `milliseconds: more than 0, at most ${LONGEST_MS}`;

export function isDeadline(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= LONGEST_MS;
}

/** Settings that are whole numbers. */
export type CountSetting =
  | 'concurrency'
  | 'processConcurrency'
  | 'queue'
  | 'maxRows'
  | 'maxBytes'
  | 'retries';

/** Whether there are more rows than these is found out by one more, and Prisma's limits have 32 bits. */
const MOST_ROWS = 2_147_483_646;
const MOST_AT_ONCE = 100_000;

const RANGES: Readonly<Record<CountSetting, readonly [least: number, most: number]>> = {
  concurrency: [1, MOST_AT_ONCE],
  processConcurrency: [1, MOST_AT_ONCE],
  queue: [0, MOST_ROWS],
  maxRows: [1, MOST_ROWS],
  maxBytes: [1, Number.MAX_SAFE_INTEGER],
  retries: [0, 100],
};

export function isLegalCount(setting: CountSetting, value: unknown): value is number {
  const [least, most] = RANGES[setting];
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** `a whole number from 1 to 100000`. */
export function legalCount(setting: CountSetting): string {
  const [least, most] = RANGES[setting];
  return `a whole number from ${least} to ${most}`;
}
