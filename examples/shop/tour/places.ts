import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The example shop, as a user's project would be. */
export const SHOP = path.join(ROOT, 'examples', 'shop');

export const SCHEMA = path.join(SHOP, 'prisma');

export const REPOSITORIES = path.join(SHOP, 'src', 'generated', 'shards');

/** The server and its data; git ignores it. Another folder can be named, as the tests do. */
export const CLUSTER =
  process.env['SHARDGEN_TOUR_DIRECTORY'] ?? path.join(ROOT, '.shardgen', 'tour');
