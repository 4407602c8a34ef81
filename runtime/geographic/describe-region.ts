import type { RegionName } from '../topology/topology.js';

const SHOWN = 8;

/** `country "US", state "CA" or "OR"`, for people. */
export function describeRegion(region: Exclude<RegionName, 'default'>): string {
  return Object.entries(region)
    .map(([field, values]) => {
      const shown = values.slice(0, SHOWN).map((value) => JSON.stringify(value));
      const more = values.length - shown.length;
      return `${field} ${shown.join(' or ')}${more > 0 ? ` or ${more} more` : ''}`;
    })
    .join(', ');
}
