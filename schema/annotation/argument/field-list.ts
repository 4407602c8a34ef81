import type { ValueNode } from '../annotation-syntax.js';
import { type ArgumentKind, describeValue, type NameRef, wrongKind } from './argument-kind.js';

/** `[userId, id]`: names of fields of the model, in order. */
export const fieldList: ArgumentKind<readonly NameRef[]> = {
  what: 'a list of fields',
  example: '[userId]',
  read(value, argument) {
    if (value.kind !== 'list') {
      const name = nameIn(value);
      return wrongKind(this, value, argument, name === undefined ? this.example : `[${name}]`);
    }
    const fields: NameRef[] = [];
    for (const item of value.items) {
      if (item.kind !== 'identifier') {
        const name = nameIn(item);
        return {
          ok: false,
          code: 'SG1112',
          mistake: {
            at: item.at,
            message: `"${argument}" must list names of fields; ${describeValue(item)} is none.`,
            fix:
              name === undefined
                ? `Write the names of fields, like \`${argument}: ${this.example}\`.`
                : `Write \`${name}\` without quotes.`,
            label: 'expected the name of a field',
          },
        };
      }
      fields.push({ name: item.name, at: item.at });
    }
    return { ok: true, value: fields };
  },
};

function nameIn(value: ValueNode): string | undefined {
  if (value.kind === 'identifier') return value.name;
  return value.kind === 'string' && /^[A-Za-z]\w*$/.test(value.value) ? value.value : undefined;
}
