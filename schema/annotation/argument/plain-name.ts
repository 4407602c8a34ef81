import { type ArgumentKind, type NameRef, wrongKind } from './argument-kind.js';

/** A name without quotes; `what` it is the name of, and an `example`, for messages. */
export function plainName(what: string, example: string): ArgumentKind<NameRef> {
  return {
    what,
    example,
    read(value, argument) {
      if (value.kind === 'identifier') {
        return { ok: true, value: { name: value.name, at: value.at } };
      }
      const item = value.kind === 'list' && value.items.length === 1 ? value.items[0] : value;
      const name =
        item?.kind === 'identifier' ? item.name : item?.kind === 'string' ? item.value : undefined;
      const suggestion = name !== undefined && /^[A-Za-z]\w*$/.test(name) ? name : example;
      return wrongKind(this, value, argument, suggestion);
    },
  };
}

/** `id`: the name of a field. */
export const fieldRef = plainName('the name of a field', 'id');
