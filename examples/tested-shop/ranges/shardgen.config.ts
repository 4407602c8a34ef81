import { defineConfig, env } from 'shardgen/config';

export default defineConfig({
  schema: 'schema.prisma',
  output: '../src/generated/ranges/shards',
  shards: {
    old: { url: env('OLD_URL') },
    y2024_h1: { url: env('Y2024_H1_URL') },
    y2024_h2: { url: env('Y2024_H2_URL') },
    current: { url: env('CURRENT_URL') },
  },
});
