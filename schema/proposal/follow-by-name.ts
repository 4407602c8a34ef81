import { keyIdentity, keyTypeOf } from '../validation/key/key-types.js';
import type { Assignment } from './assignment.js';

/** Models without a relation whose field is called like the key of a root: `userId`. */
export function followByName(assignment: Assignment, isList: (model: string) => boolean): void {
  for (const model of assignment.left()) {
    if (isList(model.name)) continue;
    for (const root of assignment.roots) {
      const parent = assignment.member(root);
      const [part, ...others] = parent?.key ?? [];
      if (parent === undefined || part === undefined || others.length > 0) continue;
      const field = model.fields.find(
        (one) => one.name === `${parent.model.delegate}Id` && one.required && !one.list,
      );
      if (field === undefined) continue;
      const held = model.fields.some(({ relation }) => relation?.fields.includes(field.name));
      const same = keyIdentity({ field, type: keyTypeOf(field) });
      if (held || same === undefined) continue;
      if (same !== keyIdentity({ field: part.field, type: keyTypeOf(part.field) })) continue;
      assignment.put(model.name, {
        role: 'follower',
        root,
        follows: root,
        key: [{ name: field.name, field, missing: false }],
        add: undefined,
        reason: `no relation says so, but ${field.name} has the name and type of the key of ${root}`,
      });
      break;
    }
  }
}
