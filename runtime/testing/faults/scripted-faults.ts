import { testingOptionIllegal } from '../../errors/testing-errors.js';
import type { FaultTarget, StatementFault } from '../link/fault.js';
import type { StatementKind } from '../tracking/statement.js';
import type { FailNextOptions, FaultTiming, InjectedError } from './virtual-shard.js';

/** One-time faults of a shard that wait for their statement. */
export interface ScriptedFaults {
  failNext(options: FailNextOptions): void;
  dropReply(timing: FaultTiming): void;
  clear(): void;
  next(kind: StatementKind): StatementFault | undefined;
  readonly empty: boolean;
}

interface Waiting {
  readonly on: FaultTarget;
  passes: number;
  times: number;
  readonly fault: StatementFault;
}

const TARGETS: readonly FaultTarget[] = ['any', 'read', 'write', 'transaction'];

export function createScriptedFaults(): ScriptedFaults {
  let waiting: Waiting[] = [];
  const add = ({ on = 'any', after = 0 }: FaultTiming, fault: StatementFault, times = 1) => {
    if (!TARGETS.includes(on)) {
      throw testingOptionIllegal('on', on, "'read', 'write', 'transaction' or 'any'");
    }
    checkCount('after', after, 0);
    checkCount('times', times, 1);
    waiting.push({ on, passes: after, times, fault });
  };
  return {
    failNext: ({ with: error, times, ...timing }) => add(timing, faultOf(error), times),
    dropReply: (timing) => add(timing, { kind: 'lose-reply' }),
    clear() {
      waiting = [];
    },
    next(kind) {
      let hit: StatementFault | undefined;
      for (const one of waiting) {
        if (one.on !== 'any' && one.on !== kind) continue;
        if (one.passes > 0) one.passes -= 1;
        else if (hit === undefined) {
          hit = one.fault;
          one.times -= 1;
        }
      }
      waiting = waiting.filter(({ times }) => times > 0);
      return hit;
    },
    get empty() {
      return waiting.length === 0;
    },
  };
}

function faultOf(given: InjectedError = 'XX000'): StatementFault {
  if (given === 'connection lost') return { kind: 'lose-request' };
  if (given instanceof Error) return { kind: 'throw', error: given };
  const { code, message = 'injected by shardgen/testing' } =
    typeof given === 'object' && given !== null ? given : { code: given };
  // Class 00 is success.
  if (typeof code !== 'string' || !/^(?!00)[0-9A-Z]{5}$/.test(code)) {
    throw testingOptionIllegal(
      'with',
      code ?? given,
      "an SQLSTATE such as '40001', { code, message }, an Error, or 'connection lost'",
    );
  }
  return { kind: 'raise', error: { code, message: String(message) } };
}

function checkCount(name: string, given: unknown, least: number): void {
  if (Number.isSafeInteger(given) && Number(given) >= least) return;
  throw testingOptionIllegal(name, given, `a whole number, at least ${least}`);
}
