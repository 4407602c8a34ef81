import { ownEntry } from '../../runtime/manifest/own-entry.js';
import type { GenerationInput } from './generation-input.js';
import { type PrintedImport, sortedImports } from './imports.js';
import { typeNames } from './names.js';

/** Everything that `client.ts.hbs` and `index.ts.hbs` print. */
export interface ClientView {
  readonly imports: readonly PrintedImport[];
  readonly extension: string;
  readonly shardsAreKnown: boolean;
  /** Whether a model has a global index. */
  readonly indexed: boolean;
  /** The roots of the groups that have a directory. */
  readonly lookedUp: readonly { readonly name: string; readonly shardKey: string }[];
  readonly strategies: readonly { readonly root: string; readonly name: string }[];
  readonly models: readonly {
    readonly name: string;
    readonly delegate: string;
    readonly repository: string;
    readonly manifest: string;
  }[];
}

export function clientView(input: GenerationInput): ClientView {
  const extension = input.importExtension;
  const models = input.model.models.map((model) => ({
    name: model.name,
    delegate: model.delegate,
    repository: typeNames(model).repository,
    manifest: typeNames(model).manifest,
  }));
  const indexed = input.model.models.some(({ indexes }) => indexes.length > 0);
  const lookedUp = input.model.models
    .filter(({ group, name, table }) => group === name && table !== undefined)
    .map((model) => ({ name: model.name, shardKey: typeNames(model).shardKeyValue }));
  const strategies = input.model.models.flatMap(({ name: root, delegate }) => {
    const strategy = ownEntry(input.strategies ?? {}, root);
    return strategy === undefined ? [] : [{ root, name: `${delegate}Strategy`, ...strategy }];
  });
  return {
    extension,
    strategies: strategies.map(({ root, name }) => ({ root, name })),
    models,
    shardsAreKnown: input.shards.length > 0,
    indexed,
    lookedUp,
    imports: sortedImports([
      {
        module: 'shardgen',
        typeOnly: false,
        names: [
          'createShardRuntime',
          'type ShardRuntimeOptions',
          'type ShardingManifest',
          ...(indexed ? ['createGlobalIndexes', 'type GlobalIndexes'] : []),
          ...(lookedUp.length > 0 ? ['createDirectoryControl', 'type DirectoryControl'] : []),
        ],
      },
      { module: `${input.clientModule}${extension}`, typeOnly: false, names: ['PrismaClient'] },
      {
        module: `./topology${extension}`,
        typeOnly: false,
        names: ['type ShardName', 'topology'],
      },
      ...[...new Set(strategies.map(({ module }) => module))].map((module) => ({
        module,
        typeOnly: false,
        names: strategies
          .filter((strategy) => strategy.module === module)
          .map((strategy) => `${strategy.export} as ${strategy.name}`),
      })),
      ...models.map((model) => ({
        module: `./repositories/${model.name}${extension}`,
        typeOnly: false,
        names: [
          model.repository,
          model.manifest,
          ...lookedUp
            .filter(({ name }) => name === model.name)
            .map((root) => `type ${root.shardKey}`),
        ],
      })),
    ]),
  };
}
