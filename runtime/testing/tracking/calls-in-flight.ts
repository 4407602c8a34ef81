import type { CallPart } from './call-part.js';
import type { StatementTag } from './call-tags.js';

/**
 * The calls that run on one shard. Of several with the same model and method, a statement belongs
 * to the one that has had the fewest, the oldest first: which of them it was cannot be told, and
 * makes no difference to anything but the number of the call.
 */
export interface CallsInFlight {
  begin(part: CallPart): void;
  end(part: CallPart): void;
  /** The call that a statement belongs to; `current` is the one whose transaction its connection is in. */
  claim(tag: StatementTag, current: CallPart | undefined): CallPart | undefined;
}

interface Flight {
  readonly part: CallPart;
  statements: number;
}

export function createCallsInFlight(): CallsInFlight {
  const byKey = new Map<string, Flight[]>();
  return {
    begin(part) {
      const flights = byKey.get(part.key);
      const flight = { part, statements: 0 };
      if (flights === undefined) byKey.set(part.key, [flight]);
      else flights.push(flight);
    },
    end(part) {
      const flights = byKey.get(part.key);
      const index = flights?.findIndex((flight) => flight.part === part) ?? -1;
      if (index >= 0) flights?.splice(index, 1);
    },
    claim({ key, calls }, current) {
      const flights = byKey.get(key) ?? [];
      const own = current && flights.find(({ part }) => part === current);
      if (own !== undefined) {
        own.statements += 1;
        return own.part;
      }
      let first: CallPart | undefined;
      for (let claimed = 0; claimed < calls; claimed += 1) {
        const flight = fewest(flights);
        if (flight === undefined) break;
        flight.statements += 1;
        first ??= flight.part;
      }
      return first;
    },
  };
}

function fewest(flights: readonly Flight[]): Flight | undefined {
  let found: Flight | undefined;
  for (const flight of flights) {
    if (found === undefined || flight.statements < found.statements) found = flight;
  }
  return found;
}
