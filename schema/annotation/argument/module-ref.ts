import type { SourceLocation } from '../../model/source-location.js';
import { type ArgumentKind, wrongKind } from './argument-kind.js';

/** An export of a module of the user's. */
export interface ModuleRef {
  /** As it was written: `./by-tenant`, relative to the schema file. */
  readonly path: string;
  readonly export: string;
  readonly at: SourceLocation;
}

const WRITTEN = /^(\.{1,2}\/[^#\\\p{Cc}]+?)(?:#([\p{ID_Start}$_][\p{ID_Continue}$]*))?$/u;

/** `"./by-tenant"` for its default export, `"./strategies#byTenant"` for a named one. */
export const moduleRef: ArgumentKind<ModuleRef> = {
  what: 'the path of a module, from ./ or ../',
  example: '"./by-tenant"',
  read(value, argument) {
    const found = value.kind === 'string' ? WRITTEN.exec(value.value) : null;
    const path = found?.[1];
    if (path === undefined) return wrongKind(this, value, argument);
    return { ok: true, value: { path, export: found?.[2] ?? 'default', at: value.at } };
  },
};
