import { unknownManifestVersion } from '../errors/topology-errors.js';
import { MANIFEST_VERSION, type ShardingManifest } from '../manifest/sharding-manifest.js';

/**
 * Generated code may be older or newer than the runtime it is run with.
 *
 * @throws ShardgenError SG4001.
 */
export function checkManifest(manifest: ShardingManifest): void {
  // JavaScript callers may have no manifest at all.
  const version: unknown = Reflect.get(Object(manifest), 'version');
  if (version !== MANIFEST_VERSION) throw unknownManifestVersion(version, MANIFEST_VERSION);
}
