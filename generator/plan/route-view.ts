import type { Strategy } from '../../schema/model/strategy.js';

/** The method `route` of a repository. */
export interface RouteView {
  /** The type that says what is known of a place. */
  readonly type: string;
  /** What the method answers. */
  readonly answer: string;
  /** The method of the base class that answers. */
  readonly method: 'routeKey' | 'lookUpKey' | 'routeAll';
}

const TYPES: Readonly<Record<Strategy['kind'], string>> = {
  hash: 'Route',
  geographic: 'RegionRoute',
  range: 'RangeRoute',
  lookup: 'LookupRoute',
  custom: 'NamedRoute',
  global: 'NamedRoute',
  reference: 'CopiesRoute',
};

const KEYLESS: ReadonlySet<Strategy['kind']> = new Set(['global', 'reference']);

export function routeView(kind: Strategy['kind']): RouteView {
  const type = TYPES[kind];
  if (kind === 'lookup') return { type, answer: `Promise<${type}>`, method: 'lookUpKey' };
  return { type, answer: type, method: KEYLESS.has(kind) ? 'routeAll' : 'routeKey' };
}
