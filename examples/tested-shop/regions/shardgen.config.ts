import { defineConfig, env } from 'shardgen/config';

export default defineConfig({
  schema: 'schema.prisma',
  output: '../src/generated/regions/shards',
  shards: {
    us_west: { url: env('US_WEST_URL') },
    us_east: { url: env('US_EAST_URL') },
    us_central: { url: env('US_CENTRAL_URL') },
    eu: { url: env('EU_URL') },
    apac: { url: env('APAC_URL') },
    global: { url: env('GLOBAL_URL') },
  },
});
