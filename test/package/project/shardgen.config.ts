import { defineConfig, env } from 'shardgen/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  output: 'src/generated/shards',
  shards: {
    shard_1: { url: env('SHARD_1_URL') },
    shard_2: { url: env('SHARD_2_URL') },
  },
});
