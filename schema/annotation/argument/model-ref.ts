import { type ArgumentKind, type NameRef, wrongKind } from './argument-kind.js';

/** `User`: the name of a model. */
export const modelRef: ArgumentKind<NameRef> = {
  what: 'the name of a model',
  example: 'User',
  read(value, argument) {
    if (value.kind === 'identifier') return { ok: true, value: { name: value.name, at: value.at } };
    const item = value.kind === 'list' && value.items.length === 1 ? value.items[0] : value;
    const name =
      item?.kind === 'identifier' ? item.name : item?.kind === 'string' ? item.value : undefined;
    const suggestion = name !== undefined && /^[A-Za-z]\w*$/.test(name) ? name : this.example;
    return wrongKind(this, value, argument, suggestion);
  },
};
