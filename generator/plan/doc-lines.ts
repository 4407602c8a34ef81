import { describeRegion } from '../../runtime/geographic/describe-region.js';
import { keyFromText } from '../../runtime/key/key-from-text.js';
import { describeRange } from '../../runtime/range/describe-range.js';
import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type {
  GeographicStrategy,
  GlobalStrategy,
  KeyedStrategy,
  RangeStrategy,
  Strategy,
} from '../../schema/model/strategy.js';
import { regionValues } from './group-manifest.js';
import { listed } from './names.js';

const code = (text: string) => `\`${text}\``;

/** The class comment: the user's own words, then where the calls go. */
export function classDoc(
  model: ShardedModel,
  { strategy }: Pick<ColocationGroup, 'strategy'>,
): readonly string[] {
  const own = model.documentation === '' ? [] : [...model.documentation.split('\n'), ''];
  return [...own, ...placeLines(model, strategy)].map(safe);
}

function placeLines(model: ShardedModel, strategy: Strategy): readonly string[] {
  switch (strategy.kind) {
    case 'global':
      return globalLines(strategy);
    case 'reference':
      return REFERENCE_LINES;
    case 'hash':
    case 'geographic':
    case 'range':
    case 'lookup':
    case 'custom':
      return keyedLines(model, strategy);
    default:
      return strategy satisfies never;
  }
}

const REFERENCE_LINES = [
  'Reference: every shard has a copy of all rows.',
  'A call needs no shard key. A read asks one shard, a write goes to all of them or to none.',
];

const globalLines = ({ shard }: GlobalStrategy): readonly string[] => [
  `Global: all rows live on the shard ${shard}.`,
  'A call needs no shard key, and means what it means in Prisma.',
];

function keyedLines(model: ShardedModel, strategy: KeyedStrategy): readonly string[] {
  const key = listed(model.shardKey.map((field) => code(field.name)));
  const extent = extentOf(strategy);
  const place =
    model.placement.kind === 'root'
      ? `${strategy.kind}${extent}; root of its colocation group`
      : model.placement.with === model.group
        ? `${strategy.kind}; colocated with ${model.group}`
        : `${strategy.kind}; colocated with ${model.placement.with}, which follows ${model.group}`;
  return [
    `Shard key: ${key} (${place}).`,
    ...(model.placement.kind === 'root' ? ownershipLines(model, strategy) : []),
    ...model.ids
      .filter(({ bucket }) => bucket)
      .map(
        ({ name }) =>
          `${code(name)} carries the bucket of its row: it leads to the shard by itself.`,
      ),
    `Every call goes to the one shard that ${GOES_TO[strategy.kind]} ${key}; only \`createMany\` and`,
    '`createManyAndReturn` may touch several, one for each shard that a row belongs to.',
    '`onShard` and `onShards` name shards, `onAllShards` asks those that may hold a matching row.',
  ];
}

const GOES_TO: Readonly<Record<KeyedStrategy['kind'], string>> = {
  hash: 'owns its',
  geographic: 'has the region of its',
  range: 'has the range of its',
  lookup: 'the directory names for its',
  custom: 'the strategy names for its',
};

function extentOf(strategy: KeyedStrategy): string {
  switch (strategy.kind) {
    case 'hash':
      return `, ${strategy.buckets} buckets`;
    case 'geographic':
      return regionCount(strategy);
    case 'lookup':
      return ', by the directory in the control database';
    case 'custom': {
      const { path, export: name } = strategy.using;
      return ` by ${name === 'default' ? path : `${name} of ${path}`}`;
    }
    case 'range':
      return `, ${strategy.ranges.length} ${strategy.ranges.length === 1 ? 'range' : 'ranges'}`;
    default:
      return strategy satisfies never;
  }
}

function ownershipLines(model: ShardedModel, strategy: KeyedStrategy): readonly string[] {
  switch (strategy.kind) {
    case 'hash':
    case 'lookup':
    case 'custom':
      return [];
    case 'geographic':
      return regionLines(model, strategy);
    case 'range':
      return rangeLines(model, strategy);
    default:
      return strategy satisfies never;
  }
}

const regionCount = ({ regions, caseInsensitive }: GeographicStrategy) =>
  `, ${regions.length} ${regions.length === 1 ? 'region' : 'regions'}${caseInsensitive ? ' in any letter case' : ''}`;

/** More would hide what the class does. */
const SHOWN = 12;

/** One line per region, in the order in which they are tried. */
function regionLines(model: ShardedModel, strategy: GeographicStrategy): readonly string[] {
  const { regions, otherwise } = strategy;
  const fields = model.shardKey.map(({ name }) => name);
  const more = regions.length - SHOWN;
  return [
    ...regions
      .slice(0, SHOWN)
      .map(({ shard, values }) => `- ${describeRegion(regionValues(fields, values))}: ${shard}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
    ...(otherwise === undefined ? [] : [`- any other: ${otherwise}`]),
  ];
}

/** One line per range, in the order of keys. */
function rangeLines(
  { shardKey: [field] }: ShardedModel,
  { ranges, otherwise }: RangeStrategy,
): readonly string[] {
  if (field === undefined) return [];
  const key = (text: string) => keyFromText(field.type, text) ?? text;
  const more = ranges.length - SHOWN;
  return [
    ...ranges.slice(0, SHOWN).map(({ from, to, shard }) => {
      const bounds = {
        ...(from === undefined ? {} : { from: key(from) }),
        ...(to === undefined ? {} : { to: key(to) }),
      };
      return `- ${field.name} ${describeRange(bounds)}: ${shard}`;
    }),
    ...(more > 0 ? [`- and ${more} more`] : []),
    ...(otherwise === undefined ? [] : [`- any other: ${otherwise}`]),
  ];
}

/** Text of a user must not end the comment that holds it. */
const safe = (line: string) => line.replaceAll('*/', '*\\/').trimEnd();
