import { type ArgumentKind, wrongKind } from './argument-kind.js';

/** `true` or `false`. */
export const flag: ArgumentKind<boolean> = {
  what: 'true or false',
  example: 'true',
  read(value, argument) {
    if (value.kind === 'boolean') return { ok: true, value: value.value };
    const meant = value.kind === 'string' && /^(true|false)$/i.test(value.value);
    return wrongKind(this, value, argument, meant ? value.value.toLowerCase() : this.example);
  },
};
