import { controlUrlMissing } from '../errors/control-errors.js';
import type { ControlManifest } from '../manifest/sharding-manifest.js';
import { checkPostgresUrl } from './check-urls.js';
import { urlSource } from './url-source.js';

/**
 * The url of the control database: from the options, else from the environment variable that the
 * generated code names. It may be that of a shard. Nothing is connected.
 *
 * @throws ShardgenError SG3403, SG4010.
 */
export function resolveControl(
  declared: ControlManifest,
  given: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const source =
    given === undefined ? { url: undefined, env: declared.env } : urlSource('control', given);
  const url = source.url ?? (source.env === undefined ? undefined : environment[source.env]);
  if (url === undefined || url === '') throw controlUrlMissing(source.env);
  checkPostgresUrl('control', url);
  return url;
}
