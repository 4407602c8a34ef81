import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { listed } from './names.js';

const code = (text: string) => `\`${text}\``;

/** The class comment: the user's own words, then where the calls go. */
export function classDoc(model: ShardedModel, buckets: number): readonly string[] {
  const key = listed(model.shardKey.map((field) => code(field.name)));
  const own = model.documentation === '' ? [] : [...model.documentation.split('\n'), ''];
  const place =
    model.placement.kind === 'root'
      ? `hash, ${buckets} buckets; root of its colocation group`
      : model.placement.with === model.group
        ? `hash; colocated with ${model.group}`
        : `hash; colocated with ${model.placement.with}, which follows ${model.group}`;
  return [
    ...own.map(safe),
    `Shard key: ${key} (${place}).`,
    `Every call goes to the one shard that owns its ${key}; only \`createMany\` and`,
    '`createManyAndReturn` may touch several, one for each shard that a row belongs to.',
    '`onShard` names a shard, `onAllShards` asks all of them.',
  ];
}

/** Text of a user must not end the comment that holds it. */
const safe = (line: string) => line.replaceAll('*/', '*\\/').trimEnd();
