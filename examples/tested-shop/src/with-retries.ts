import { setTimeout } from 'node:timers/promises';
import {
  PartialWriteError,
  ScatterError,
  ShardDeadlineError,
  ShardUnreachableError,
} from 'shardgen';
import { Prisma } from './generated/prisma/client.js';

interface Retries {
  /** How often the work is tried. Default: 5. */
  readonly tries?: number;
  /** How the time between two tries passes. Default: it does, on the real clock. */
  readonly pause?: (ms: number) => PromiseLike<unknown>;
}

const FIRST_PAUSE_MS = 50;

/** Does the work again when it failed for a reason that may pass. It must be fine to do it twice. */
export async function withRetries<T>(
  work: () => PromiseLike<T>,
  { tries = 5, pause = (ms) => setTimeout(ms) }: Retries = {},
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (tried >= tries || !mayPass(error)) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** (tried - 1));
    }
  }
}

/** P2034 is a conflict with another transaction; P2039 is any error that Prisma has no code for. */
const PASSING_CODES = ['P2034', 'P2039'];

function mayPass(error: unknown): boolean {
  if (error instanceof ScatterError || error instanceof PartialWriteError) {
    return error.failures.every(({ cause }) => mayPass(cause));
  }
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    return PASSING_CODES.includes(error.code);
  }
  return error instanceof ShardUnreachableError || error instanceof ShardDeadlineError;
}
