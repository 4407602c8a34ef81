import { illegalSetting } from '../errors/topology-errors.js';

/** Where a url comes from: one of the two, or nowhere. */
export interface UrlSource {
  readonly url: string | undefined;
  readonly env: string | undefined;
}

/**
 * Reads one option, of any of the forms in which a url may be given.
 *
 * @throws ShardgenError SG4010.
 */
export function urlSource(path: string, option: unknown): UrlSource {
  const url = isRecord(option) && 'url' in option ? option['url'] : option;
  if (typeof url === 'string') return { url, env: undefined };
  if (isRecord(url) && typeof url['env'] === 'string') return { url: undefined, env: url['env'] };
  throw illegalSetting(path, url, "a url string, `{ url: '...' }` or `{ url: env('NAME') }`");
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
