import { closest } from '../../diagnostics/did-you-mean.js';
import type { IdGenerator } from '../../model/shard-id.js';
import { type ArgumentKind, wrongKind } from './argument-kind.js';
import { nameOrText } from './shard-ref.js';

const GENERATORS: readonly IdGenerator[] = ['uuid7', 'snowflake', 'snowflake53'];

/** `uuid7`, `snowflake` or `snowflake53`. */
export const idGenerator: ArgumentKind<IdGenerator> = {
  what: 'uuid7, snowflake or snowflake53',
  example: 'uuid7',
  read(value, argument) {
    const name = nameOrText(value)?.name ?? '';
    const known = GENERATORS.find((generator) => generator === name);
    if (known !== undefined && value.kind === 'identifier') return { ok: true, value: known };
    return wrongKind(this, value, argument, known ?? closest(name, GENERATORS));
  },
};
