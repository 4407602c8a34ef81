import { type ArgumentKind, wrongKind } from './argument-kind.js';

/** A whole number from `min` to `max`, both included. */
export function integer(min: number, max: number, example: number): ArgumentKind<number> {
  return {
    what: 'a whole number',
    example: String(example),
    read(value, argument) {
      if (value.kind !== 'number') {
        const digits =
          value.kind === 'string' && /^\d+$/.test(value.value) ? value.value : undefined;
        return wrongKind(this, value, argument, digits);
      }
      if (/^\d+$/.test(value.text) && value.value >= min && value.value <= max) {
        return { ok: true, value: value.value };
      }
      const plain = Number(value.text.replaceAll('_', ''));
      const meant = Number.isInteger(plain) && plain >= min && plain <= max ? plain : undefined;
      return {
        ok: false,
        code: 'SG1113',
        mistake: {
          at: value.at,
          message: `"${argument}" must be a whole number from ${min} to ${max}, not ${value.text}.`,
          fix:
            meant === undefined
              ? `Write a number from ${min} to ${max}, like \`${argument}: ${example}\`.`
              : `Write it in digits: \`${argument}: ${meant}\`.`,
          label: Number.isInteger(plain) && meant === undefined ? 'out of range' : 'only digits',
        },
      };
    },
  };
}
