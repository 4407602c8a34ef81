import type { IdGenerator } from '../../schema/model/shard-id.js';
import { decodeSnowflake } from './snowflake.js';
import { SNOWFLAKE_LAYOUTS } from './snowflake-layout.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})$/i;

/**
 * The bucket that an id carries, of `buckets` many; undefined for a value that carries none. No row has such
 * an id: what is written is checked.
 */
export function bucketOfId(
  generator: IdGenerator,
  id: unknown,
  buckets: number,
): number | undefined {
  const bucket = carried(generator, id);
  return bucket !== undefined && bucket < buckets ? bucket : undefined;
}

function carried(generator: IdGenerator, id: unknown): number | undefined {
  switch (generator) {
    case 'uuid7': {
      const digits = typeof id === 'string' ? UUID.exec(id)?.[1] : undefined;
      return digits === undefined ? undefined : Number.parseInt(digits, 16);
    }
    case 'snowflake':
    case 'snowflake53':
      if (typeof id !== 'bigint' && typeof id !== 'number') return undefined;
      return decodeSnowflake(SNOWFLAKE_LAYOUTS[generator].bucketed, id)?.bucket;
    default:
      return generator satisfies never;
  }
}
