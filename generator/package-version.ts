import { existsSync, readFileSync } from 'node:fs';

/** The version in our package.json, seen from the sources and from `dist/` alike. */
export function packageVersion(): string {
  const fromSource = new URL('../package.json', import.meta.url);
  const file = existsSync(fromSource) ? fromSource : new URL('../../package.json', import.meta.url);
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) {
    return String(parsed.version);
  }
  return '0.0.0';
}
