import { closest } from '../../schema/diagnostics/did-you-mean.js';
import { unknownConfigKey, wrongConfigValue } from '../errors/config-errors.js';

/** What a message may show of a value: its kind, and short text, but never a url. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string') {
    return value.includes('://') ? 'a url' : JSON.stringify(value.slice(0, 60));
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** An object as a table of unknown values, so that it can be checked key by key. */
export function tableAt(file: string, path: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongConfigValue(file, path, 'an object', describe(value));
  }
  return Object.fromEntries(Object.entries(value));
}

export function refuseUnknownKeys(
  file: string,
  path: string,
  table: Record<string, unknown>,
  known: readonly string[],
): void {
  for (const key of Object.keys(table)) {
    if (known.includes(key)) continue;
    const full = path === '' ? key : `${path}.${key}`;
    throw unknownConfigKey(file, full, closest(key, known), known);
  }
}

export function optionalText(file: string, path: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.trim() === '') {
    throw wrongConfigValue(file, path, 'a path', describe(value));
  }
  return value;
}

export function optionalInteger(
  file: string,
  path: string,
  value: unknown,
  from: number,
  to: number,
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to) {
    throw wrongConfigValue(file, path, `an integer from ${from} to ${to}`, describe(value));
  }
  return value;
}
