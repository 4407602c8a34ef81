import { defineConfig, env } from 'shardgen/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  output: 'src/generated/shards',
  shards: {
    shard_1: { url: env('SHARD_1_URL') },
    shard_2: { url: env('SHARD_2_URL') },
    shard_3: { url: env('SHARD_3_URL') },
    shard_4: { url: env('SHARD_4_URL') },
  },
});
