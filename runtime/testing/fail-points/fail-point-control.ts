import { endedAtFailPoint, noSuchFailPoint } from '../../errors/testing-errors.js';
import {
  declaredFailPoints,
  type FailPoint,
  type FailPoints,
} from '../../fail-points/fail-point.js';

/** The world, stopped at a fail point. */
export interface StoppedWorld {
  /** Resolves when the runtime has come to the point, and stands still there. */
  readonly reached: Promise<void>;
  /** Lets the runtime go on. */
  goOn(): void;
  /** Ends the call there with `error`, as if the process had died at this point. Default: an SG7013. */
  end(error?: Error): void;
}

/** Stops the runtime at numbered steps. */
export interface FailPointControl {
  /** Every fail point of the loaded runtime. */
  readonly all: readonly FailPoint[];
  /**
   * Stops the next call that comes to the point.
   *
   * @example
   * const stop = failPoints.stopAt('createMany', 2);
   * const call = db.order.createMany({ data: orders }).catch((error) => error);
   * await stop.reached;            // rows are written, and the caller does not know
   * stop.goOn();
   * @throws ShardgenError SG7012.
   */
  stopAt(of: string, number: number): StoppedWorld;
}

/** The control, and what the runtime tells. */
export interface FailPointHooks {
  readonly control: FailPointControl;
  readonly points: FailPoints;
  /** Forgets every stop; who stands at one goes on. */
  clear(): void;
}

interface Stop {
  readonly point: FailPoint;
  readonly arrive: () => void;
  readonly outcome: Promise<void>;
  readonly goOn: () => void;
}

export function createFailPoints(): FailPointHooks {
  const stops = new Set<Stop>();
  const standing = new Set<Stop>();
  return {
    control: Object.freeze({
      get all() {
        return declaredFailPoints();
      },
      stopAt(of: string, number: number): StoppedWorld {
        const point = find(of, number);
        const arrival = deferred();
        const outcome = deferred();
        // Who never comes to the point never looks at its outcome.
        outcome.promise.catch(() => undefined);
        const stop: Stop = {
          point,
          arrive: arrival.resolve,
          outcome: outcome.promise,
          goOn: outcome.resolve,
        };
        stops.add(stop);
        return Object.freeze({
          reached: arrival.promise,
          goOn: outcome.resolve,
          end: (error?: Error) =>
            outcome.reject(error ?? endedAtFailPoint(`${of}:${number}`, point.title)),
        });
      },
    }),
    points: {
      async reach(point) {
        for (const stop of stops) {
          if (stop.point !== point) continue;
          stops.delete(stop);
          standing.add(stop);
          stop.arrive();
          try {
            await stop.outcome;
          } finally {
            standing.delete(stop);
          }
          return;
        }
      },
    },
    clear() {
      stops.clear();
      for (const stop of standing) stop.goOn();
    },
  };
}

function find(of: string, number: number): FailPoint {
  const all = declaredFailPoints();
  const point = all.find((one) => one.of === of && one.number === number);
  if (point !== undefined) return point;
  throw noSuchFailPoint(
    of,
    number,
    all.map((one) => `${one.of}:${one.number}`),
  );
}

function deferred() {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
