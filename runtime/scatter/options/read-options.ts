import { illegalScatterOption, unknownScatterOption } from '../../errors/scatter-errors.js';
import {
  isDeadline,
  isLegalCount,
  LEGAL_DEADLINE,
  legalCount,
} from '../../running/legal-settings.js';
import type { ScatterOptions, ScatterSettings } from '../../running/scatter-settings.js';
import type { CallOptions } from './call-options.js';

type Name = keyof ScatterOptions;

/** A record, so that the compiler misses none. */
const NAMES: Readonly<Record<Name, true>> = {
  onFailure: true,
  deadlineMs: true,
  signal: true,
  concurrency: true,
  maxRows: true,
  maxBytes: true,
};

/** Who was given the options. */
interface Asker {
  readonly model: string;
  readonly method: 'onAllShards' | 'onShards';
}

/**
 * What a caller has said of one call, each value read once; what is not said is as the client has it.
 *
 * @throws ShardgenError SG5010.
 */
export function readScatterOptions(
  asker: Asker,
  given: unknown,
  settings: ScatterSettings,
): CallOptions {
  if (
    given !== undefined &&
    (typeof given !== 'object' || given === null || Array.isArray(given))
  ) {
    throw illegalScatterOption(
      asker,
      undefined,
      given,
      'an object, such as `{ deadlineMs: 2_000 }`',
    );
  }
  const options = new Map<string, unknown>(Object.entries(given ?? {}));
  for (const name of options.keys()) {
    if (!Object.hasOwn(NAMES, name)) throw unknownScatterOption(asker, name, Object.keys(NAMES));
  }
  const read = <T>(
    name: Name,
    otherwise: T,
    isLegal: (value: unknown) => value is T,
    legal: string,
  ): T => {
    const value = options.get(name);
    if (value === undefined) return otherwise;
    if (isLegal(value)) return value;
    throw illegalScatterOption(asker, name, value, legal);
  };
  const count = (name: 'concurrency' | 'maxRows' | 'maxBytes'): number =>
    read(
      name,
      settings[name],
      (value): value is number => isLegalCount(name, value),
      legalCount(name),
    );
  return Object.freeze({
    onFailure: read('onFailure', 'fail', isOnFailure, "'fail' or 'partial'"),
    deadlineMs: read<number | undefined>(
      'deadlineMs',
      settings.deadlineMs,
      isDeadline,
      LEGAL_DEADLINE,
    ),
    signal: read<AbortSignal | undefined>('signal', undefined, isSignal, 'an AbortSignal'),
    concurrency: count('concurrency'),
    maxRows: count('maxRows'),
    maxBytes: count('maxBytes'),
  });
}

function isOnFailure(value: unknown): value is CallOptions['onFailure'] {
  return value === 'fail' || value === 'partial';
}

/** Not by its class: there are signals of other realms and of libraries. */
function isSignal(value: unknown): value is AbortSignal {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'aborted') === 'boolean' &&
    typeof Reflect.get(value, 'addEventListener') === 'function' &&
    typeof Reflect.get(value, 'removeEventListener') === 'function'
  );
}
